using Mimi.Client.NictAsr;
using Mimi.Client.Tests.Asr;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.NictAsr;

public sealed class NictAsrV1ClientTests
{
    private const string Answer = """
        {"type":"asr#nictlvcsr","session_id":"v1","status":"recog-finished","response":[
         {"result":"今日|キョウ|今日|名詞-副詞可能||||"},{"result":"は|ワ|は|助詞-係助詞||||"},{"result":"短い"},
         {"result":"|||SENT-START-END||||"},{"result":"|||UTT-END||||"}]}
        """;

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Session_Final_ColumnsAreParsedAndSentinelsDropped()
    {
        var server = new RecognitionServer(Answer);
        await using var session = await new NictAsrV1Client(server.Engine, null, TestSessions.Address).OpenSessionAsync(cancellationToken: Token);
        await session.StopRecognitionAsync(Token);

        NictAsrV1Result result = Assert.Single(await MimiAsrClientTests.ReadAsync(session.ReceiveAllAsync(Token)));

        Assert.Equal("今日は短い", result.Text);
        Assert.True(result.IsFinal);
        Assert.Equal(
            [new("今日", "キョウ", "今日", "名詞-副詞可能", "", ""), new("は", "ワ", "は", "助詞-係助詞", "", ""), new("短い", "", "", "", "", "")],
            result.Words);
        Assert.Equal("nict-asr", server.Headers["x-mimi-process"]);
        Assert.Equal("ja", server.Headers["x-mimi-input-language"]);
        Assert.Equal("response_format=v1", server.Headers["x-mimi-nict-asr-options"]);
    }

    [Fact]
    public async Task Recognize_English_IsJoinedWithBlanks()
    {
        var server = new RecognitionServer("""{"status":"recog-finished","response":[{"result":"good||||||||"},{"result":"morning|||||||"},{"result":"|||UTT-END||||"}]}""");

        NictAsrV1Result result = await new NictAsrV1Client(server.Engine, null, TestSessions.Address).RecognizeAsync(new byte[2], new() { Language = NictAsrLanguage.English }, Token);

        Assert.Equal("good morning", result.Text);
    }
}
