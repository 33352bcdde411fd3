using System.Net;
using Mimi.Client.Asr;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Recognition;

/// <summary>PCM that is posted as FLAC.</summary>
public sealed class FlacUploadTests
{
    private const string Answer = """{"type":"asr#mimilvcsr","session_id":"s","status":"recog-finished","response":[]}""";

    private static readonly MimiAsrOptions Options = new()
    {
        AudioFormat = MimiAudioFormat.Pcm(8_000, channels: 2),
        Session = new() { Encoding = MimiWireEncoding.Flac, FlacLevel = 8 },
        Retry = new() { MaxRetries = 1, BaseDelay = TimeSpan.FromMilliseconds(1) },
    };

    private static readonly byte[] Audio = TestVoice.Speech(7.5);

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Recognize_Memory_IsEncodedOnTheWay()
    {
        var server = new HttpServer(Answer);

        await new MimiAsrClient(server.Engine, null).RecognizeAsync(Audio, Options, Token);

        Assert.Equal("audio/x-flac;bit=16;rate=8000;channels=2", server.ContentType);
        Assert.Equal(Audio, FlacBytes.Decode(server.Body));
        Assert.True(server.Body!.Length < Audio.Length);
    }

    [Fact]
    public async Task Recognize_StreamThatCannotSeek_IsEncodedWhileItIsRead()
    {
        var server = new HttpServer(Answer);

        await new MimiAsrClient(server.Engine, null).RecognizeAsync(new ForwardOnlyStream(Audio), Options, Token);

        Assert.Equal("audio/x-flac;bit=16;rate=8000;channels=2", server.ContentType);
        Assert.Equal(Audio, FlacBytes.Decode(server.Body));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recognize_Repeated_IsEncodedAnew(bool isMemory)
    {
        List<byte[]> bodies = [];
        using var engine = new InMemoryNetworkEngine(onRequest: async (request, token) =>
        {
            bodies.Add(await request.Content!.ReadAsByteArrayAsync(token));
            return new(bodies.Count == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK) { Content = new StringContent(Answer) };
        });
        var client = new MimiAsrClient(engine, null);

        await (isMemory ? client.RecognizeAsync(Audio, Options, Token) : client.RecognizeAsync(new MemoryStream(Audio), Options, Token));

        Assert.Equal(2, bodies.Count);
        Assert.All(bodies, static body => Assert.Equal(Audio, FlacBytes.Decode(body)));
    }
}
