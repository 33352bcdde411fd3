using System.Net;
using Mimi.Client.GoogleAsr;
using Mimi.Client.Recognition;
using Mimi.Client.Tests.Support;

namespace Mimi.Client.Tests.Recognition;

/// <summary>What every audio service does alike, over HTTP and over a WebSocket.</summary>
public sealed class AudioServicesTests
{
    private const string Progress = """{"type":"種類","session_id":"s-1","status":"recog-in-progress","response":{"経過":[1]}}""";
    private const string Final = """{"status":"recog-finished","response":{"結果":{"a":[1,null]}},"session_id":"s-1","future":1,"type":"種類"}""";

    public static TheoryData<string> Processes => ["air", "emo-categorical", "google-asr", "lid", "lidasr", "srs"];

    public static TheoryData<string> RawProcesses => ["air", "google-asr", "lid", "lidasr", "srs"];

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Post_Audio_AsksTheProcessAndGivesTheEnvelope(string process)
    {
        var server = new RecognitionServer(Final);

        MimiRecognitionResult result = await AudioService.Of(process).PostAsync(server.Engine);

        Assert.Equal(process, server.Headers["x-mimi-process"]);
        Assert.Equal("Bearer t", server.Headers["Authorization"]);
        Assert.Equal("audio/x-pcm;bit=16;rate=16000;channels=1", server.Headers["Content-Type"]);
        Assert.Equal([1, 2, 3, 4], server.Audio.ToArray());
        Assert.Equal(("種類", "s-1", MimiRecognitionStatus.Finished, MimiResultKind.Final, Final), (result.Type, result.SessionId, result.Status, result.Kind, result.RawJson));
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Session_Utterance_GivesTemporaryAndFinal(string process)
    {
        var server = new RecognitionServer(Progress, Final);

        List<MimiRecognitionResult> results = await AudioService.Of(process).SpeakAsync(server.Engine);

        Assert.Equal(process, server.Headers["x-mimi-process"]);
        Assert.Equal("audio/x-pcm;bit=16;rate=16000;channels=1", server.Headers["X-Mimi-Content-Type"]);
        Assert.Equal(["""{"command":"recog-break"}"""], server.Commands);
        Assert.Equal(3_200, server.Audio.Length);
        Assert.Equal([MimiResultKind.Temporary, MimiResultKind.Final], results.Select(static result => result.Kind));
    }

    [Theory]
    [MemberData(nameof(RawProcesses))]
    public async Task Session_Response_IsKeptAsItCame(string process)
    {
        List<MimiRecognitionResult> results = await AudioService.Of(process).SpeakAsync(new RecognitionServer(Progress, Final).Engine);

        Assert.Equal(["""{"経過":[1]}""", """{"結果":{"a":[1,null]}}"""], results.Select(Response)); // After the buffer was used again.
    }

    [Theory]
    [MemberData(nameof(RawProcesses))]
    public async Task Post_ResponseOfAnyShape_IsKept(string process)
    {
        foreach (string response in (string[])["[]", "{}", "null", "1.50", "\"文\"", "[{\"result\":5},7]"])
        {
            Assert.Equal(response, Response(await AudioService.Of(process).PostAsync(new RecognitionServer($$"""{"response": {{response}} }""").Engine)));
        }

        MimiRecognitionResult without = await AudioService.Of(process).PostAsync(new RecognitionServer("{}").Engine);
        Assert.Null(Response(without));
        Assert.Equal(MimiResultKind.Unknown, without.Kind);
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Post_Malformed_ThrowsWithoutTheContent(string process)
    {
        foreach (string answer in (string[])["", "秘密", "[]", "{\"response\":{\"秘密\":", "{\"response\":[1,]}", "{\"response\":1}{\"秘密\":1}"])
        {
            var e = await Assert.ThrowsAsync<MimiJsonException>(() => AudioService.Of(process).PostAsync(new RecognitionServer(answer).Engine));
            Assert.DoesNotContain("秘密", e.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Post_Refused_TellsStatusAndBody(string process)
    {
        var server = new RecognitionServer("""{"error":"だめ"}""") { Status = HttpStatusCode.NotImplemented };

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => AudioService.Of(process).PostAsync(server.Engine));

        Assert.Equal((HttpStatusCode.NotImplemented, """{"error":"だめ"}"""), (e.StatusCode, e.Detail));
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Result_ToString_HidesWhatWasFound(string process) =>
        Assert.DoesNotContain("結果", (await AudioService.Of(process).PostAsync(new RecognitionServer(Final).Engine)).ToString(), StringComparison.Ordinal);

    private static string? Response(MimiRecognitionResult result) => result switch
    {
        MimiRawResult raw => raw.Response?.GetRawText(),
        GoogleAsrResult google => google.Response?.GetRawText(),
        _ => throw new InvalidOperationException(),
    };
}
