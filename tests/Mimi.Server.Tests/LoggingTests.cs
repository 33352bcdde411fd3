using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

public sealed class LoggingTests
{
    [Fact]
    public async Task Log_EverythingAtTrace_HoldsNeitherTokenNorText()
    {
        var logs = new CapturingLoggerFactory();
        var speech = new ScriptedSpeech { Script = [Final(0, 0, "秘密のことば", 0, 1)] };
        await using (Fixture server = await Fixture.StartAsync(speech, options => options with { AccessToken = "TheToken", LoggerFactory = logs }))
        {
            using WireClient client = await server.OpenAsync(("?", "process=asr&access-token=TheToken"));
            await client.SendTextAsync("""{"command":"TheCommand"}""");
            await client.FinishAsync();
            await server.PostAsync([1, 2], null, ("?", "process=asr&access-token=TheToken"));
            await server.PostAsync([1, 2], null, ("x-mimi-process", "asr"), ("Authorization", "Bearer TheTokenNearly"));
        }

        Assert.Contains(logs.Lines, line => line.Contains("Mimi.Server.Recognition 1:", StringComparison.Ordinal));
        Assert.Contains(logs.Lines, line => line.Contains("close code 1000", StringComparison.Ordinal));
        Assert.Contains(logs.Lines, line => line.Contains("status 401", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains("TheToken", StringComparison.OrdinalIgnoreCase) || line.Contains("TheCommand", StringComparison.Ordinal) || line.Contains("秘密", StringComparison.Ordinal));
    }
}
