using System.Text.Json;
using Mimi.Cli.Support;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;

namespace Mimi.Cli;

/// <summary>The command as a user runs it: a process, real speech, the real recogniser. The first run on a machine fetches the model.</summary>
public sealed class ProcessTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nict-v2")]
    [InlineData("nict-v1")]
    [InlineData("asr")]
    public async Task Transcribe_Piped_WritesOneLine(string service)
    {
        await using MimiProcess mimi = MimiProcess.Start("transcribe", Jfk.Path, "--language", "en", "--service", service);

        Assert.Equal((0, ""), (await mimi.WaitAsync(), WithoutFetching(mimi.Error)));

        Assert.Contains(Jfk.Sentence, Jfk.Words(mimi.Out), StringComparison.Ordinal);
        Assert.Equal(mimi.Out.Length - 1, mimi.Out.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transcribe_OnATerminal_ShowsAtLeastThreeGrowingLinesBeforeTheFinal()
    {
        await using MimiProcess mimi = MimiProcess.StartOnTerminal("transcribe", Jfk.Path, "--language", "en");

        Assert.Equal(0, await mimi.WaitAsync());

        using var screen = new TerminalScreen(80, static _ => 1);
        foreach (string drawing in mimi.Out.Replace("\u001b[?1h\u001b=", "", StringComparison.Ordinal).Split("\u001b[J")) // .NET sets the keypad's mode first.
        {
            screen.Write(drawing.Replace("\r\n", "\n", StringComparison.Ordinal) + "\u001b[J");
            screen.Flush();
        }

        int longest = 0;
        int growing = screen.Frames.Select(static frame => Jfk.Words(frame.Split("\n[")[0]).Length).Count(length => length > longest && (longest = length) > 0);
        Assert.InRange(growing, 4, int.MaxValue); // The final one is among them.
        Assert.Contains(Jfk.Sentence, Jfk.Words(screen.Visible), StringComparison.Ordinal);
        Assert.DoesNotContain("[#", screen.Visible, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcribe_InterruptedOnce_EndsWithTheFinalResult()
    {
        await using MimiProcess mimi = MimiProcess.Start("transcribe", "-", "--language", "en", "--json");
        byte[] wav = await File.ReadAllBytesAsync(Jfk.Path, Timeout);
        await mimi.Input.WriteAsync(wav.AsMemory(0, 44 + (32_000 * 5)), Timeout); // Five seconds, and the pipe stays open.
        await mimi.Input.FlushAsync(Timeout);
        await mimi.OutWriter.WaitForAsync("\"kind\"", Timeout);

        await mimi.InterruptAsync();

        Assert.Equal((0, ""), (await mimi.WaitAsync(), WithoutFetching(mimi.Error)));
        JsonElement[] lines = [.. mimi.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal("final", lines[^1].GetProperty("kind").GetString());
        string text = string.Join(' ', lines.Where(static line => line.GetProperty("kind").GetString() != "temporary").Select(static line => line.GetProperty("text").GetString()));
        Assert.Contains("my fellow americans", Jfk.Words(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcribe_JapaneseWithoutAModel_TellsWhatToDo()
    {
        await using MimiProcess mimi = MimiProcess.Start("transcribe", Jfk.Path);

        Assert.Equal(69, await mimi.WaitAsync());
        Assert.Empty(mimi.Out);
        Assert.Contains("--language en", mimi.Error, StringComparison.Ordinal);
        Assert.Contains("--models", mimi.Error, StringComparison.Ordinal);
        Assert.Equal(1, mimi.Error.Count(static c => c == '\n'));
    }

    [Fact]
    public async Task Transcribe_FetchingFails_DoesNotBlameTheLanguage()
    {
        using var folder = new TestFolder();
        string[] noRegistry = ["XDG_CACHE_HOME=" + folder.Path, "npm_config_registry=http://127.0.0.1:1/", "npm_config_fetch_retries=0"];
        await using MimiProcess mimi = MimiProcess.Start(noRegistry, "transcribe", Jfk.Path, "--language", "en-US"); // English has a model, so its regions have.

        Assert.Equal(69, await mimi.WaitAsync());
        Assert.Contains("npm could not fetch", mimi.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--models", mimi.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcribe_WrongModelsFile_IsAConfigurationError()
    {
        using var folder = new TestFolder();
        await using MimiProcess mimi = MimiProcess.Start("transcribe", Jfk.Path, "--models", folder.Write("models.json", "{ \"languages\": 1 }"u8.ToArray()));

        Assert.Equal(78, await mimi.WaitAsync());
        Assert.Contains("models.json", mimi.Error, StringComparison.Ordinal);
        Assert.Equal(1, mimi.Error.Count(static c => c == '\n'));
    }

    [Fact]
    public async Task Serve_UntilInterrupted_ServesWhoComes()
    {
        await using MimiProcess server = MimiProcess.Start("serve", "--port", "0");
        await server.OutWriter.WaitForAsync("\n", Timeout);
        Uri address = new(server.Out.Trim());
        Assert.Equal("127.0.0.1", address.Host);

        await using MimiProcess client = MimiProcess.Start("transcribe", Jfk.Path, "--language", "en", "--url", address.AbsoluteUri);
        Assert.Equal(0, await client.WaitAsync());
        Assert.Contains(Jfk.Sentence, Jfk.Words(client.Out), StringComparison.Ordinal);

        await using MimiProcess second = MimiProcess.Start("serve", "--port", $"{address.Port}");
        Assert.Equal(69, await second.WaitAsync());
        Assert.Contains("--port", second.Error, StringComparison.Ordinal);

        await server.InterruptAsync();
        Assert.Equal((0, ""), (await server.WaitAsync(), WithoutFetching(server.Error)));
    }

    [Fact]
    public async Task Serve_Killed_TheClientFailsAtOnce()
    {
        using var folder = new TestFolder();
        string scenario = WriteScenario(folder);
        await using MimiProcess server = MimiProcess.Start("serve", "--port", "0", "--scenario", scenario);
        await server.OutWriter.WaitForAsync("\n", Timeout);
        using var engine = new HttpNetworkEngine();
        await using var session = await new NictAsrV2Client(engine, null, new Uri(server.Out.Trim())).OpenSessionAsync(new() { Language = NictAsrLanguage.English }, Timeout);
        await session.SendBinaryAsync(new byte[32_000], Timeout);
        await using IAsyncEnumerator<NictAsrV2Result> results = session.ReceiveAllAsync(Timeout).GetAsyncEnumerator(Timeout);
        Assert.True(await results.MoveNextAsync()); // It is in the middle of its work,

        server.Kill();

        var e = await Assert.ThrowsAsync<MimiIOException>(async () => await results.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Timeout));
        Assert.True(e.IsTransient);
        await Assert.ThrowsAsync<MimiIOException>(async () => await session.SendBinaryAsync(new byte[3_200], Timeout));
    }

    [Fact]
    public async Task Serve_Chaos_InjectsTheFaultsAndSaysSo()
    {
        using var folder = new TestFolder();
        string plan = folder.Write("plan.json", """{ "faults": [ { "fault": "close:4003", "at": "0messages" } ] }"""u8.ToArray());
        await using MimiProcess server = MimiProcess.Start("serve", "--port", "0", "--scenario", WriteScenario(folder), "--chaos", "@" + plan); // No model has to be loaded first.
        await server.OutWriter.WaitForAsync("\n", Timeout);
        using var engine = new HttpNetworkEngine();
        await using var session = await new NictAsrV2Client(engine, null, new Uri(server.Out.Trim())).OpenSessionAsync(new() { Language = NictAsrLanguage.English }, Timeout);

        var e = await Assert.ThrowsAsync<MimiServiceException>(async () => await session.ReceiveAllAsync(Timeout).GetAsyncEnumerator(Timeout).MoveNextAsync());

        Assert.Equal(4_003, (int?)e.CloseStatus);
        await server.InterruptAsync();
        Assert.Equal(0, await server.WaitAsync());
        Assert.Contains("mimi: chaos: connection 1: close:4003@0messages, after 0 bytes and 0 messages", server.Error, StringComparison.Ordinal);
    }

    private static string WriteScenario(TestFolder folder) => folder.Write(
        "scenario.json", """{ "entries": [ { "service": "nict-asr", "language": "en", "results": [ { "at": 100, "temporary": "hello" }, { "final": "hello" } ] } ] }"""u8.ToArray());

    private static string WithoutFetching(string error) =>
        string.Concat(error.Split('\n').Where(static line => !line.StartsWith("Fetch", StringComparison.Ordinal) && !line.StartsWith("Unpack", StringComparison.Ordinal)));
}
