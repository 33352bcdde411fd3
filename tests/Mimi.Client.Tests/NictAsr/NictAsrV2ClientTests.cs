using Mimi.Client.NictAsr;
using Mimi.Client.Tests.Asr;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.NictAsr;

public sealed class NictAsrV2ClientTests
{
    private static readonly string[] Trace =
    [
        """{"type":"asr#nictlvcsr2","session_id":"S","status":"recog-in-progress","response":[{"result":"今日は。","words":["今日","は","。"],"determined":false,"time":0}]}""",
        """{"type":"asr#nictlvcsr2","session_id":"S","status":"recog-in-progress","response":[{"result":"今日は","words":["今日","は"],"determined":true,"time":0}]}""",
        """{"type":"asr#nictlvcsr2","session_id":"S","status":"recog-in-progress","response":[{"result":"いい天気","words":["いい","天気"],"determined":"false","time":1100}]}""",
        """{"type":"asr#nictlvcsr2","session_id":"S","status":"recog-in-progress","response":[{"result":"いい","words":["いい",5],"determined":"true","time":1100}]}""",
        """{"type":"asr#nictlvcsr2","session_id":"S","status":"recog-finished","response":[{"result":"天気です。","words":["天気","です"],"determined":true,"time":1400}]}""",
    ];

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Session_Trace_TellsTemporaryPartialAndFinal()
    {
        var server = new RecognitionServer(Trace);
        await using var session = await Client(server).OpenSessionAsync(new() { Progressive = true, TemporaryInterval = TimeSpan.FromMilliseconds(320) }, Token);
        await session.StopRecognitionAsync(Token);

        List<NictAsrV2Result> results = await MimiAsrClientTests.ReadAsync(session.ReceiveAllAsync(Token));

        Assert.Equal(
            [MimiResultKind.Temporary, MimiResultKind.Partial, MimiResultKind.Temporary, MimiResultKind.Partial, MimiResultKind.Final],
            results.Select(static result => result.Kind));
        Assert.Equal("今日はいい天気です。", string.Concat(results.Where(static result => result.Kind is MimiResultKind.Partial or MimiResultKind.Final).Select(static result => result.Text)));
        NictAsrV2Segment last = Assert.Single(results[^1].Segments);
        Assert.Equal(["天気", "です"], last.Words);
        Assert.True(last.IsDetermined);
        Assert.Equal(TimeSpan.FromSeconds(1.4), last.Start);
        Assert.Equal("response_format=v2;progressive=true;temporary=true;temporary_interval=320", server.Headers["x-mimi-nict-asr-options"]);
    }

    [Fact]
    public async Task Session_Defaults_AreThoseOfTheKotlinClient()
    {
        var server = new RecognitionServer(Trace[^1]);
        await using var session = await Client(server).OpenSessionAsync(cancellationToken: Token);
        await session.StopRecognitionAsync(Token);
        await MimiAsrClientTests.ReadAsync(session.ReceiveAllAsync(Token));

        Assert.Equal("response_format=v2;progressive=false;temporary=true;temporary_interval=1500", server.Headers["x-mimi-nict-asr-options"]);
    }

    [Fact]
    public async Task Recognize_Http_AsksForNoInterimResults()
    {
        var server = new RecognitionServer(Trace[^1]);

        NictAsrV2Result result = await Client(server).RecognizeAsync(new byte[2], new() { Language = "fil" }, Token);

        Assert.Equal("天気です。", result.Text);
        Assert.Equal("response_format=v2;progressive=false;temporary=false", server.Headers["x-mimi-nict-asr-options"]);
        Assert.Equal("fil", server.Headers["x-mimi-input-language"]);
    }

    [Fact]
    public async Task Recognize_ProgressiveOverHttp_IsRefusedBeforeAnythingIsSent()
    {
        var server = new RecognitionServer(Trace[^1]);

        var e = await Assert.ThrowsAsync<ArgumentException>(() => Client(server).RecognizeAsync(new byte[2], new() { Progressive = true }, Token));

        Assert.Contains("Progressive", e.Message, StringComparison.Ordinal);
        Assert.Empty(server.Headers);
    }

    private static NictAsrV2Client Client(RecognitionServer server) => new(server.Engine, null, TestSessions.Address);
}
