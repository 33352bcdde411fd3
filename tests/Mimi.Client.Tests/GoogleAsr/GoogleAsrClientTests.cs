using Mimi.Client.GoogleAsr;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.GoogleAsr;

public sealed class GoogleAsrClientTests
{
    private const string Answer = """{"type":"x","status":"recog-finished","response":[{"result":"今日は","confidence":0.9},{"result":null},7,{"result":"晴れ"}]}""";

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [InlineData("ja-JP", "今日は晴れ")]
    [InlineData("en-US", "今日は 晴れ")]
    public async Task Recognize_Entries_AreJoinedAsTheLanguageDoes(string language, string text)
    {
        var server = new RecognitionServer(Answer);

        GoogleAsrResult result = await Client(server).RecognizeAsync(new byte[2], new() { Language = language }, Token);

        Assert.Equal(language, server.Headers["x-mimi-input-language"]);
        Assert.Equal(text, result.Text);
        Assert.Equal(["今日は", "晴れ"], result.Texts);
        Assert.Equal(0.9, result.Response!.Value[0].GetProperty("confidence").GetDouble());
        Assert.DoesNotContain("今日は", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognize_Default_IsJapanese()
    {
        var server = new RecognitionServer(Answer);

        await Client(server).RecognizeAsync(new byte[2], cancellationToken: Token);

        Assert.Equal("ja-JP", server.Headers["x-mimi-input-language"]);
        Assert.Equal("ja-JP", default(GoogleAsrLanguage).Code);
    }

    [Theory]
    [InlineData("""{"response":{"result":"x"}}""")]
    [InlineData("""{"response":"x"}""")]
    [InlineData("""{}""")]
    public async Task Recognize_OtherShape_HasNoText(string answer)
    {
        GoogleAsrResult result = await Client(new RecognitionServer(answer)).RecognizeAsync(new byte[2], cancellationToken: Token);

        Assert.Equal("", result.Text);
        Assert.Empty(result.Texts);
    }

    private static GoogleAsrClient Client(RecognitionServer server) => new(server.Engine, null, TestSessions.Address);
}
