using System.Net;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.EndToEnd.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>Who is let in, and what a refusal tells.</summary>
public sealed class AccessTests(LocalMimi mimi)
{
    private static readonly NictAsrV2Options English = new() { Language = NictAsrLanguage.English };

    public static TheoryData<string> Engines => TestEngines.Names;

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Token_Right_IsLetInOverTls(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName, mimi.Guarded.Certificate);
        var client = new NictAsrV2Client(engine, MimiCredential.FromToken(LocalMimi.Token), mimi.Guarded.Address);

        await using var session = await client.OpenSessionAsync(English, Token);
        Assert.True(session.IsActive);

        NictAsrV2Result posted = await client.RecognizeAsync(Jfk.Pcm16k, English, Token);
        Assert.Contains(Jfk.Words, Jfk.Normalize(posted.Text), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Token_Wrong_IsRefusedWithStatusBodyAndAdvice(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName, mimi.Guarded.Certificate);
        var client = new NictAsrV2Client(engine, MimiCredential.FromToken("wrong-token"), mimi.Guarded.Address);

        var session = await Assert.ThrowsAsync<MimiServiceException>(() => client.OpenSessionAsync(English, Token));
        var post = await Assert.ThrowsAsync<MimiServiceException>(() => client.RecognizeAsync(new byte[2], English, Token));

        Assert.All([session, post], static e =>
        {
            Assert.Equal(HttpStatusCode.Unauthorized, e.StatusCode);
            Assert.Contains("\"code\":401", e.Detail, StringComparison.Ordinal);
            Assert.NotNull(e.Advice);
            Assert.DoesNotContain("wrong-token", e.ToString() + e.Detail, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Certificate_NotTrusted_IsNoTransientFailure(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new NictAsrV2Client(engine, MimiCredential.FromToken(LocalMimi.Token), mimi.Guarded.Address);

        var e = await Assert.ThrowsAsync<MimiIOException>(() => client.OpenSessionAsync(English, Token));

        Assert.False(e.IsTransient);
        Assert.Contains("certificate", e.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Language_WithoutAModel_IsRefusedAndTellsHowToAddOne(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => new MimiAsrClient(engine, null, mimi.Open.Address).OpenSessionAsync(cancellationToken: Token)); // mimi's default is Japanese.

        Assert.Contains("'ja'", e.Detail, StringComparison.Ordinal);
        Assert.Contains("local-models", e.Detail, StringComparison.Ordinal);
    }
}
