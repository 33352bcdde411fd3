using System.Net;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Asr;

public sealed class MimiAsrClientTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Session_UtteranceAndStop_YieldsTheFinalResult()
    {
        var server = new RecognitionServer(Results.Temporary(1), Results.Final);
        await using var session = await Client(server.Engine).OpenSessionAsync(cancellationToken: Token);
        await session.SendBinaryAsync(new byte[3_200], Token);

        await session.StopRecognitionAsync(Token);
        await session.StopRecognitionAsync(Token);
        List<MimiAsrResult> results = await ReadAsync(session.ReceiveAllAsync(Token));

        Assert.Equal(["""{"command":"recog-break"}"""], server.Commands);
        Assert.Equal(3_200, server.Audio.Length);
        Assert.Equal([MimiResultKind.Temporary, MimiResultKind.Final], results.Select(static result => result.Kind));
        MimiAsrResult final = results[1];
        Assert.True(final.IsFinal);
        Assert.Equal("猫である", final.Text);
        Assert.Equal("asr#mimilvcsr", final.Type);
        Assert.Equal("s-1", final.SessionId);
        Assert.Equal(MimiRecognitionStatus.Finished, final.Status);
        Assert.Equal(new MimiAsrSegment("猫である", "ネコデアル", TimeSpan.Zero, TimeSpan.FromMilliseconds(1_200)), Assert.Single(final.Segments));
        Assert.Null(final.RawJson);
        Assert.Equal("s-1", session.SessionId);
    }

    [Fact]
    public async Task Session_ResultWithoutTypeAndSession_HasNotThoseOfTheOneBefore()
    {
        var server = new RecognitionServer(Results.Temporary(1), """{"status":"recog-finished","response":[]}""");
        await using var session = await Client(server.Engine).OpenSessionAsync(cancellationToken: Token);

        await session.StopRecognitionAsync(Token);
        List<MimiAsrResult> results = await ReadAsync(session.ReceiveAllAsync(Token));

        Assert.Equal([("asr#mimilvcsr", "s-1"), ("", "")], results.Select(static result => (result.Type, result.SessionId)));
    }

    [Fact]
    public async Task Session_Request_SaysWhatIsWanted()
    {
        var server = new RecognitionServer(Results.Final);
        await using var session = await Client(server.Engine).OpenSessionAsync(new() { Language = "en", AudioFormat = MimiAudioFormat.Pcm(8_000) }, Token);
        await session.StopRecognitionAsync(Token);
        await ReadAsync(session.ReceiveAllAsync(Token));

        Assert.Equal("asr", server.Headers["x-mimi-process"]);
        Assert.Equal("en", server.Headers["x-mimi-input-language"]);
        Assert.Equal("Bearer t", server.Headers["Authorization"]);
        Assert.Equal("audio/x-pcm;bit=16;rate=8000;channels=1", server.Headers["Content-Type"]);
        Assert.Equal("audio/x-pcm;bit=16;rate=8000;channels=1", server.Headers["X-Mimi-Content-Type"]);
    }

    [Fact]
    public async Task Recognize_Memory_PostsTheAudio()
    {
        var server = new RecognitionServer(Results.Final);

        MimiAsrResult result = await Client(server.Engine).RecognizeAsync(new byte[] { 1, 2, 3, 4 }, new() { KeepRawJson = true }, Token);

        Assert.Equal([1, 2, 3, 4], server.Audio.ToArray());
        Assert.Equal("audio/x-pcm;bit=16;rate=16000;channels=1", server.Headers["Content-Type"]);
        Assert.Equal("猫である", result.Text);
        Assert.Equal(Results.Final, result.RawJson);
    }

    [Fact]
    public async Task Recognize_Stream_IsReadFromWhereItIsAndNotDisposed()
    {
        var server = new RecognitionServer(Results.Final);
        var audio = new MemoryStream([9, 9, 1, 2]) { Position = 2 };

        await Client(server.Engine).RecognizeAsync(audio, cancellationToken: Token);

        Assert.Equal([1, 2], server.Audio.ToArray());
        Assert.True(audio.CanRead);
    }

    [Fact]
    public async Task Recognize_StreamFails_ThrowsThatFailure()
    {
        var server = new RecognitionServer(Results.Final);

        await Assert.ThrowsAsync<InvalidDataException>(() => Client(server.Engine).RecognizeAsync(new FailingStream(), cancellationToken: Token));
    }

    [Fact]
    public async Task Recognize_Refused_TellsStatusAndBodyButNotInTheMessage()
    {
        var server = new RecognitionServer("""{"error":"だめ"}""") { Status = HttpStatusCode.Unauthorized };

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Client(server.Engine).RecognizeAsync(new byte[2], cancellationToken: Token));

        Assert.Equal(HttpStatusCode.Unauthorized, e.StatusCode);
        Assert.Equal("""{"error":"だめ"}""", e.Detail);
        Assert.DoesNotContain("だめ", e.ToString(), StringComparison.Ordinal);
        Assert.Contains("60 minutes", e.Advice, StringComparison.Ordinal);
        Assert.False(e.IsTransient);
    }

    [Theory]
    [InlineData("")]
    [InlineData("秘密 not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"秘密\":")]
    [InlineData("{\"status\":\"recog-finished\"} {\"秘密\":1}")]
    [InlineData("{\"session_id\":\"\\ud800秘密\"}")]
    public async Task Recognize_NoJsonObject_ThrowsWithoutTheContent(string answer)
    {
        var server = new RecognitionServer(answer);

        var e = await Assert.ThrowsAsync<MimiJsonException>(() => Client(server.Engine).RecognizeAsync(new byte[2], cancellationToken: Token));

        Assert.DoesNotContain("秘密", e.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{System.Text.Encoding.UTF8.GetByteCount(answer)} bytes", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", MimiResultKind.Unknown, "")]
    [InlineData("""{"status":"recog-paused","response":[{"result":"あ"}]}""", MimiResultKind.Unknown, "あ")]
    [InlineData("""{"status":5,"type":null,"session_id":{"a":[1]},"response":{"scores":{}}}""", MimiResultKind.Unknown, "")]
    [InlineData("""{ "response" : [ {"time":[1.5],"new":{"x":[]},"result":"い"}, 7, "x", [1] ], "future":[{"response":1}], "status" : "recog-finished" }""", MimiResultKind.Final, "い")]
    [InlineData("""{"status":"recog-finished","response":[{"result":"う","pronunciation":3,"time":"x"},{"result":null,"time":[1,2,3,"4"]},{"result":"え","time":[1e300,-1]}]}""", MimiResultKind.Final, "うえ")]
    public async Task Recognize_UnknownFieldsAndValues_AreTolerated(string answer, MimiResultKind kind, string text)
    {
        MimiAsrResult result = await Client(new RecognitionServer(answer).Engine).RecognizeAsync(new byte[2], cancellationToken: Token);

        Assert.Equal(kind, result.Kind);
        Assert.Equal(text, result.Text);
    }

    [Fact]
    public async Task Recognize_TimeWithoutEnd_EndsWhereItStarts()
    {
        const string Answer = """{"status":"recog-finished","response":[{"result":"い","time":[1500]}]}""";

        MimiAsrResult result = await Client(new RecognitionServer(Answer).Engine).RecognizeAsync(new byte[2], cancellationToken: Token);

        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1.5)), (result.Segments[0].Start, result.Segments[0].End));
    }

    [Theory]
    [InlineData("ja", "今日晴れ")]
    [InlineData("zh-TW", "今日晴れ")]
    [InlineData("ko", "今日晴れ")]
    [InlineData("en", "今日 晴れ")]
    [InlineData("tlh", "今日 晴れ")]
    public async Task Text_IsJoinedAsTheLanguageDoes(string language, string expected)
    {
        const string Answer = """{"status":"recog-finished","response":[{"result":"今日"},{"result":""},{"result":"晴れ"}]}""";

        MimiAsrResult result = await Client(new RecognitionServer(Answer).Engine).RecognizeAsync(new byte[2], new() { Language = language }, Token);

        Assert.Equal(expected, result.Text);
    }

    [Fact]
    public void Result_ToString_TellsNothingOfWhatWasSaid() =>
        Assert.DoesNotContain("秘密", new MimiAsrResult { Text = "秘密" }.ToString(), StringComparison.Ordinal);

    internal static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> results)
    {
        List<T> read = [];
        await foreach (T result in results)
        {
            read.Add(result);
        }

        return read;
    }

    private static MimiAsrClient Client(MimiNetworkEngine engine) => new(engine, MimiCredential.FromToken("t"), TestSessions.Address);

    private sealed class FailingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidDataException("microphone");
    }
}
