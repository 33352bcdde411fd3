using System.Text.Json;
using Mimi.Chaos;
using Mimi.Cli.Support;
using Mimi.Server;

namespace Mimi.Cli.Commands;

/// <summary>The command against a real local mimi, over a real socket; only what is recognised is made up.</summary>
public sealed class TranscribeTests : IAsyncLifetime
{
    private readonly CliRun _cli = new();
    private readonly TestFolder _folder = new();
    private readonly CountingRecognizers _recognizers = new();
    private MimiServer _server = null!;

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    private string Address => _server.Address.AbsoluteUri;

    public async ValueTask InitializeAsync() => _server = await MimiServer.StartAsync(new() { Recognizers = _recognizers }, Timeout);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _cli.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("nict-v2", "http")]
    [InlineData("nict-v2", "clientwebsocket")]
    [InlineData("nict-v1", "http")]
    [InlineData("nict-v1", "clientwebsocket")]
    [InlineData("asr", "http")]
    [InlineData("asr", "clientwebsocket")]
    public async Task Transcribe_EveryServiceAndEngine_WritesTheText(string service, string engine)
    {
        string file = _folder.Write("三秒.wav", Wav.Silence(TimeSpan.FromSeconds(3)));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", Address, "--service", service, "--engine", engine));

        Assert.Equal(("一二三\n", ""), (_cli.Out, _cli.Error));
    }

    [Theory]
    [InlineData("nict-v2")]
    [InlineData("nict-v1")]
    [InlineData("asr")]
    public async Task Transcribe_OverHttp_WritesTheText(string service)
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(2)));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", Address, "--service", service, "--http", "--language", "en"));

        Assert.Equal(("one two\n", ""), (_cli.Out, _cli.Error));
    }

    [Fact]
    public async Task Transcribe_SeveralFilesOneBad_WritesTheOthersWithTheirNames()
    {
        string first = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        string bad = _folder.Write("b.wav", "hello"u8.ToArray());
        string last = _folder.Write("c.wav", Wav.Silence(TimeSpan.FromSeconds(2), rate: 8_000));

        Assert.Equal(65, await _cli.RunAsync("transcribe", first, bad, last, "--url", Address));

        Assert.Equal($"{first}: 一\n{last}: 一二\n", _cli.Out);
        Assert.StartsWith($"mimi: {bad}: ", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4_000, 8, 1)]
    [InlineData(44_100, 24, 2)]
    [InlineData(192_000, 32, 6)]
    public async Task Transcribe_AnyRateWidthAndChannels_IsMadeToFit(int rate, int bits, int channels)
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(3), rate, bits, channels));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", Address));

        Assert.Equal(("一二三\n", ""), (_cli.Out, _cli.Error));
    }

    [Theory]
    [InlineData(16_000, 1)]
    [InlineData(44_100, 2)]
    public async Task Transcribe_HeaderlessFromStandardInput_IsTakenAsItIsSaid(int rate, int channels)
    {
        _cli.StandardInput = new MemoryStream(new byte[rate * channels * 2 * 4]);

        Assert.Equal(0, await _cli.RunAsync("transcribe", "-", "--rate", $"{rate}", "--channels", $"{channels}", "--url", Address));

        Assert.Equal("一二三四\n", _cli.Out);
    }

    [Fact]
    public async Task Transcribe_Json_EveryLineIsAnObjectAndTheLastIsFinal()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(3)));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", Address, "--json"));

        JsonElement[] lines = [.. _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.All(lines, line => Assert.Equal(file, line.GetProperty("file").GetString()));
        Assert.Equal("final", lines[^1].GetProperty("kind").GetString());
        Assert.Contains(lines, static line => line.GetProperty("kind").GetString() == "temporary" && line.GetProperty("text").GetString() == "一");
        Assert.Single(lines.Select(static line => line.GetProperty("session_id").GetString()).Distinct());
        Assert.Equal("一二三", string.Concat(lines.Where(static line => line.GetProperty("kind").GetString() != "temporary").Select(static line => line.GetProperty("text").GetString())));
    }

    [Theory]
    [InlineData("nict-v2")]
    [InlineData("nict-v1")]
    [InlineData("asr")]
    public async Task Transcribe_LongerThanAnUtterance_IsOneTextOfSeveralConnections(string service)
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(65)));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", Address, "--json", "--service", service));

        JsonElement[] determined = [.. _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(static line => line.GetProperty("kind").GetString() == "final")];
        Assert.InRange(determined.Length, 3, 5);
        Assert.Equal(determined.Length, determined.Select(static line => line.GetProperty("session_id").GetString()).Distinct().Count());
        Assert.Equal(determined.Length, determined.Select(static line => line.GetProperty("segment").GetInt64()).Distinct().Count());
        Assert.Equal(0, determined[0].GetProperty("start_ms").GetInt64());
        Assert.All(determined.Zip(determined.Skip(1)), static pair => Assert.True(pair.First.GetProperty("end_ms").GetInt64() <= pair.Second.GetProperty("start_ms").GetInt64()));

        using var plain = new CliRun();
        Assert.Equal(0, await plain.RunAsync("transcribe", file, "--url", Address, "--service", service));
        Assert.Equal(string.Concat(determined.Select(static line => line.GetProperty("text").GetString())) + "\n", plain.Out);
    }

    [Theory]
    [InlineData("nict-v2", "reset@2messages#1")]
    [InlineData("asr", "drop@64000bytes#1")]
    [InlineData("asr", "close:1011@1messages#1,reset@1messages#2")]
    public async Task Transcribe_ConnectionBreaks_GoesOnAndSaysSo(string service, string plan)
    {
        await using MimiServer failing = await MimiServer.StartAsync(new() { Recognizers = _recognizers, Chaos = ChaosPlan.Parse(plan) }, Timeout);
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(4)));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", failing.Address.AbsoluteUri, "--service", service, "--speed", "4", "--json"));

        string[] determined = [.. _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line.Contains("\"final\"", StringComparison.Ordinal))];
        Assert.Equal("一二三四", JsonDocument.Parse(Assert.Single(determined)).RootElement.GetProperty("text").GetString());
        string[] lines = _cli.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(failing.Chaos!.Events.Count, lines.Length);
        Assert.All(lines.Index(), static line => Assert.Equal($"mimi: the connection broke; reconnecting (attempt {line.Index + 1}) …", line.Item));
    }

    [Fact]
    public async Task Transcribe_ConnectionsBreakForGood_KeepsTheTextSoFarAndTellsWhatIsMissing()
    {
        await using MimiServer failing = await MimiServer.StartAsync(new() { Recognizers = _recognizers, Chaos = ChaosPlan.Parse("close:1008@1messages#2") }, Timeout);
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(40)));

        Assert.Equal(76, await _cli.RunAsync("transcribe", file, "--url", failing.Address.AbsoluteUri, "--service", "asr"));

        Assert.Equal("一二三四五六七八九十\n", _cli.Out);
        Assert.Contains("1008", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nict-v2", "")]
    [InlineData("nict-v1", "")]
    [InlineData("asr", "")]
    [InlineData("asr", "--http")]
    public async Task Transcribe_AsFlac_WritesTheText(string service, string http)
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(3)));
        string[] command = ["transcribe", file, "--url", Address, "--service", service, "--encoding", "flac", http];

        Assert.Equal(0, await _cli.RunAsync([.. command.Where(static word => word.Length > 0)]));

        Assert.Equal(("一二三\n", ""), (_cli.Out, _cli.Error));
    }

    [Fact]
    public async Task Transcribe_OnATerminal_ShowsTheTextGrowing()
    {
        using var screen = new TerminalScreen(80, static letter => letter[0] >= '\u3000' ? 2 : 1);
        _cli.Screen = screen;
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(4)));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", Address));

        string[] shown = [.. screen.Frames.Select(static frame => frame.Split('\n')[0]).Where(static line => line.Length > 0).Distinct()];
        Assert.Equal(["一", "一二", "一二三", "一二三四"], shown);
        Assert.Equal("一二三四", screen.Visible);
    }

    [Fact]
    public async Task Transcribe_StopPressedOnce_ShowsTheFinalOfWhatWasHeard()
    {
        using var pipe = new LivePipe(Wav.Silence(TimeSpan.FromSeconds(2)));
        _cli.StandardInput = pipe;
        Task<int> run = _cli.RunAsync("transcribe", "-", "--url", Address, "--json");
        await _cli.OutWriter.WaitForAsync("\"一二\"", Timeout);

        _cli.Stop.Press();

        Assert.Equal(0, await run.WaitAsync(TimeSpan.FromSeconds(30), Timeout));
        Assert.Contains("\"kind\":\"final\"", _cli.Out, StringComparison.Ordinal);
        Assert.Empty(_cli.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--http")]
    public async Task Transcribe_StopBeforeAnythingIsRecognised_IsInterruptedWithoutALine(string http)
    {
        using var pipe = new LivePipe(Wav.Silence(TimeSpan.FromSeconds(9))[..(44 + 16_000)]); // Half a second, and there is more to come.
        _cli.StandardInput = pipe;
        Task<int> run = _cli.RunAsync([.. new[] { "transcribe", "-", "--url", Address, http }.Where(static word => word.Length > 0)]);
        await pipe.Emptied.WaitAsync(Timeout);

        _cli.Stop.Press();

        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromSeconds(30), Timeout));
        Assert.Equal(("", "mimi: stopped.\n"), (_cli.Out, _cli.Error));
    }

    [Fact]
    public async Task Transcribe_StopPressedTwice_EndsAtOnce()
    {
        _recognizers.Ends = false; // The final result would never come.
        using var pipe = new LivePipe(Wav.Silence(TimeSpan.FromSeconds(2)));
        _cli.StandardInput = pipe;
        Task<int> run = _cli.RunAsync("transcribe", "-", "--url", Address, "--json");
        await _cli.OutWriter.WaitForAsync("\"一二\"", Timeout);

        _cli.Stop.Press();
        _cli.Stop.Press();

        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromSeconds(30), Timeout));
        Assert.Equal("mimi: stopped.\n", _cli.Error);
    }

    [Fact]
    public async Task Transcribe_StopBeforeTheNextFile_LeavesItOut()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        using var pipe = new LivePipe(Wav.Silence(TimeSpan.FromSeconds(2)));
        _cli.StandardInput = pipe;
        Task<int> run = _cli.RunAsync("transcribe", "-", file, "--url", Address, "--json");
        await _cli.OutWriter.WaitForAsync("\"一二\"", Timeout);

        _cli.Stop.Press();

        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromSeconds(30), Timeout));
        Assert.DoesNotContain("a.wav", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcribe_WrongToken_IsNoPermission()
    {
        await using MimiServer guarded = await MimiServer.StartAsync(new() { Recognizers = _recognizers, AccessToken = "right" }, Timeout);
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        _cli.Variables["MIMI_TOKEN"] = "wrong-and-secret";

        Assert.Equal(77, await _cli.RunAsync("transcribe", file, "--url", guarded.Address.AbsoluteUri));
        Assert.DoesNotContain("secret", _cli.Error, StringComparison.Ordinal);

        _cli.Variables["MIMI_TOKEN"] = "right";
        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", guarded.Address.AbsoluteUri));
    }

    [Fact]
    public async Task Transcribe_TokenWithABlank_IsToldWithoutTheToken()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        _cli.Variables["MIMI_TOKEN"] = "Bearer secret";

        Assert.Equal(78, await _cli.RunAsync("transcribe", file, "--url", Address));

        Assert.Contains("MIMI_TOKEN", _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcribe_LanguageThatTheServerLacks_QuotesTheServer()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));

        Assert.Equal(76, await _cli.RunAsync("transcribe", file, "--url", Address, "--language", "vi"));

        Assert.Contains("There is no recognizer for vi.", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(1, _cli.Error.Count(static c => c == '\n'));
    }

    [Fact]
    public async Task Transcribe_NobodyListens_IsUnavailable()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        string address = Address;
        await _server.DisposeAsync();

        Assert.Equal(69, await _cli.RunAsync("transcribe", file, "--url", address));

        Assert.Contains("127.0.0.1", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(1, _cli.Error.Count(static c => c == '\n'));
    }
}
