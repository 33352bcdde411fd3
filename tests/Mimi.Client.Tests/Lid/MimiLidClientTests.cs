using Mimi.Client.Lid;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Lid;

public sealed class MimiLidClientTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Recognize_Candidates_GoOut()
    {
        var server = new RecognitionServer("{}");

        await new MimiLidClient(server.Engine, null, TestSessions.Address).RecognizeAsync(
            new byte[2], new() { Candidates = [MimiLidLanguage.Japanese, MimiLidLanguage.Korean, "fr"] }, Token);

        Assert.Equal("lang=ja|ko|fr", server.Headers["x-mimi-lid-options"]);
    }

    [Fact]
    public async Task Recognize_NoCandidates_LeavesThemToTheService()
    {
        var server = new RecognitionServer("{}");

        await new MimiLidAsrClient(server.Engine, null, TestSessions.Address).RecognizeAsync(new byte[2], cancellationToken: Token);

        Assert.False(server.Headers.ContainsKey("x-mimi-lid-options"));
        Assert.False(server.Headers.ContainsKey("x-mimi-input-language"));
    }

    [Fact]
    public async Task LidAsr_Candidates_GoOutInASession()
    {
        var server = new RecognitionServer("""{"status":"recog-finished"}""");
        await using var session = await new MimiLidAsrClient(server.Engine, null, TestSessions.Address).OpenSessionAsync(new() { Candidates = ["ja", "en"] }, Token);

        await session.StopRecognitionAsync(Token);
        await foreach (MimiLidAsrResult result in session.ReceiveAllAsync(Token))
        {
            Assert.True(result.IsFinal);
        }

        Assert.Equal("lang=ja|en", server.Headers["x-mimi-lid-options"]);
    }

    [Fact]
    public void Candidates_ChangedLater_StayAsTheyWere()
    {
        List<MimiLidLanguage> languages = ["ja", "en"];
        var options = new MimiLidOptions { Candidates = languages };

        languages.Clear();

        Assert.Equal(["ja", "en"], options.Candidates.Select(static language => language.Code));
        Assert.Throws<ArgumentNullException>(() => new MimiLidOptions { Candidates = null! });
        Assert.Throws<ArgumentException>(() => new MimiLidLanguage("ja|en"));
    }
}
