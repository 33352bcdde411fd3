using System.Net;
using System.Text;
using Mimi.Client.NictTts;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.NictTts;

/// <summary>An error in place of audio is an error, and audio that looks like one is audio.</summary>
public sealed class NictTtsErrorTests
{
    private const string Error = """{"code":400,"error":"秘密の文は長すぎます","status":"error"}""";

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=utf-8")]
    [InlineData("application/problem+json")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task Reply_Json_IsAnError(string? contentType)
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Client(Error, contentType).SynthesizeAsync("あ", cancellationToken: Token));

        Assert.Equal(HttpStatusCode.OK, e.StatusCode);
        Assert.Equal(Error, e.Detail);
        Assert.Contains("error in place of the result", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密", e.ToString(), StringComparison.Ordinal);
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task Reply_JsonBehindBlanks_IsAnError() =>
        Assert.Equal("\r\n [1]", (await Assert.ThrowsAsync<MimiServiceException>(() => Client("\r\n [1]", null).SynthesizeAsync("あ", cancellationToken: Token))).Detail);

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("application/json", "not json")]
    [InlineData("text/html; charset=utf-8", "<html>")]
    public async Task Reply_OfATypeThatIsNoAudio_IsAnError(string contentType, string body)
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Client(body, contentType).SynthesizeAsync("あ", cancellationToken: Token));

        Assert.Equal(body.Length == 0 ? null : body, e.Detail);
    }

    [Fact]
    public async Task Reply_LargeJsonInPieces_IsAnErrorWithAShortDetail()
    {
        var answer = new StepwiseStream();
        answer.Give([(byte)'[', (byte)'"']);
        foreach (int _ in Enumerable.Range(0, 40))
        {
            answer.Give(Encoding.UTF8.GetBytes(new string('x', 1_000)));
        }

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => new NictTtsClient(new HttpServer(answer).Engine, null).SynthesizeAsync("あ", cancellationToken: Token));

        Assert.Equal(4_096, e.Detail!.Length);
        Assert.True(answer.IsDisposed);
    }

    [Theory]
    [InlineData("{\"a")]
    [InlineData("[abc")]
    [InlineData("{")]
    [InlineData("{}x")]
    public async Task Reply_SamplesThatBeginLikeJson_AreAudio(string samples)
    {
        NictTtsAudio audio = await Client(samples, "application/octet-stream").SynthesizeAsync("あ", cancellationToken: Token);

        Assert.Equal(samples, Encoding.UTF8.GetString(audio.Bytes.Span));
    }

    [Fact]
    public async Task Reply_JsonOfAnAudioType_IsAudio() =>
        Assert.Equal(2, (await Client("{}", "audio/x-pcm").SynthesizeAsync("あ", cancellationToken: Token)).Bytes.Length);

    [Fact]
    public async Task Reply_LongSamplesThatBeginLikeJson_LoseNothing()
    {
        byte[] samples = [(byte)'{', .. Enumerable.Range(0, 50_000).Select(static i => (byte)i)];
        using var destination = new MemoryStream();

        await new NictTtsClient(new HttpServer(samples).Engine, null).SynthesizeToAsync("あ", destination, cancellationToken: Token);

        Assert.Equal(samples, destination.ToArray());
    }

    [Fact]
    public async Task Reply_JsonToAStream_WritesNothing()
    {
        using var destination = new MemoryStream();

        await Assert.ThrowsAsync<MimiServiceException>(() => Client(Error, "text/plain").SynthesizeToAsync("あ", destination, cancellationToken: Token));

        Assert.Equal(0, destination.Length);
    }

    [Fact]
    public async Task Reply_Refused_TellsStatusAndBody()
    {
        var client = new NictTtsClient(new HttpServer(Error, "application/json", HttpStatusCode.ServiceUnavailable).Engine, null);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => client.SynthesizeAsync("あ", cancellationToken: Token));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, Error, true), (e.StatusCode, e.Detail, e.IsTransient));
    }

    [Fact]
    public async Task Reply_ErrorThatRepeatsTheToken_DoesNotShowIt()
    {
        var client = new NictTtsClient(new HttpServer("""{"error":"bad token secret-token"}""").Engine, MimiCredential.FromToken("secret-token"));

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => client.SynthesizeAsync("あ", cancellationToken: Token));

        Assert.Equal("""{"error":"bad token [redacted]"}""", e.Detail);
    }

    private static NictTtsClient Client(string answer, string? contentType) => new(new HttpServer(answer, contentType).Engine, null);
}
