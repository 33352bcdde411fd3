using System.Net.Sockets;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;
using Mimi.EndToEnd.Tests.Support;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>How sessions end against the real server.</summary>
public sealed class SessionEndTests(LocalMimi mimi)
{
    private static readonly NictAsrV2Options English = new() { Language = NictAsrLanguage.English };

    public static TheoryData<string> Engines => TestEngines.Names;

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Idle_IsClosedWith4003(string engineName)
    {
        await using MimiServer impatient = await mimi.StartAsync(new() { Recognizers = mimi.Models, IdleTimeout = TimeSpan.FromMilliseconds(200) });
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        await using var session = await new NictAsrV2Client(engine, null, impatient.Address).OpenSessionAsync(English, Token);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => ReadAsync(session));

        Assert.Equal(4003, (int?)e.CloseStatus);
        Assert.True(e.IsTransient);
        Assert.Contains("30 seconds", e.Advice, StringComparison.Ordinal);
        Assert.False(session.IsActive);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ServerShutsDown_IsClosedWith1001(string engineName)
    {
        MimiServer server = await mimi.StartAsync(new() { Recognizers = mimi.Models });
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        await using var session = await new NictAsrV2Client(engine, null, server.Address).OpenSessionAsync(English, Token);
        await session.SendBinaryAsync(Jfk.Pcm16k.AsMemory(0, 32_000), Token);

        await server.DisposeAsync();

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => ReadAsync(session));
        Assert.Equal(1001, (int?)e.CloseStatus);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Cancel_InTheMiddle_ReturnsAndTheServerGoesOn(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);
        for (int i = 0; i < 5; i++)
        {
            var session = await client.OpenSessionAsync(English, Token);
            Task reading = ReadAsync(session);
            await session.SendBinaryAsync(Jfk.Pcm16k, Token);

            session.Cancel();

            await reading;
            await session.DisposeAsync();
        }

        NictAsrV2Result result = await client.RecognizeAsync(Jfk.Pcm16k, English, Token);
        Assert.Contains(Jfk.Words, Jfk.Normalize(result.Text), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task NobodyListens_IsAnIOException(string engineName)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}/");
        listener.Stop();
        using MimiNetworkEngine engine = TestEngines.Create(engineName);

        var e = await Assert.ThrowsAsync<MimiIOException>(() => new MimiAsrClient(engine, null, address).OpenSessionAsync(cancellationToken: Token));

        Assert.True(e.IsTransient);
        Assert.Contains(address.Authority, e.Message, StringComparison.Ordinal);
    }

    private static async Task ReadAsync(MimiRecognitionSession<NictAsrV2Result> session)
    {
        await foreach (NictAsrV2Result _ in session.ReceiveAllAsync(Token))
        {
        }
    }
}
