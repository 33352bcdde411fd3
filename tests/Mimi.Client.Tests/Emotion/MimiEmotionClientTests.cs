using Mimi.Client.Emotion;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Emotion;

public sealed class MimiEmotionClientTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Recognize_Scores_AreTypedAndUnknownOnesKept()
    {
        MimiEmotionScores scores = await ScoresAsync(
            """{"session_id":"s","status":"recog-finished","response":{"新":{"scores":1},"scores":{"happiness":0.5,"sadness":0.125,"anger":1e-3,"disgust":0,"neutral":-1,"驚き":0.25}}}""");

        Assert.Equal([0.5, 0.125, 0.001, 0.0, -1.0], [scores.Happiness, scores.Sadness, scores.Anger, scores.Disgust, scores.Neutral]);
        Assert.Equal(0.25, scores.All["驚き"]);
        Assert.Equal(6, scores.All.Count);
        Assert.Equal("happiness", scores.Strongest);
    }

    [Theory]
    [InlineData("""{"status":"recog-finished"}""")]
    [InlineData("""{"response":[]}""")]
    [InlineData("""{"response":{}}""")]
    [InlineData("""{"response":{"scores":[{"happiness":1}]}}""")]
    [InlineData("""{"response":{"scores":{"happiness":"0.5","anger":null,"sadness":{"x":1},"disgust":1e999}}}""")]
    public async Task Recognize_NoScores_LeavesThemOut(string answer)
    {
        MimiEmotionScores scores = await ScoresAsync(answer);

        Assert.Empty(scores.All);
        Assert.Null(scores.Happiness);
        Assert.Null(scores.Strongest);
    }

    [Fact]
    public void Strongest_Equal_IsTheFirstByName() =>
        Assert.Equal("anger", new MimiEmotionScores([new("sadness", 0.5), new("anger", 0.5), new("disgust", 0.1)]).Strongest);

    private static async Task<MimiEmotionScores> ScoresAsync(string answer) =>
        (await new MimiEmotionClient(new RecognitionServer(answer).Engine, null, TestSessions.Address).RecognizeAsync(new byte[2], cancellationToken: Token)).Scores;
}
