using System.Text.Json;
using Mimi.Cli.Support;
using Mimi.Server;

namespace Mimi.Cli.Commands;

/// <summary>Files in, files out, against a real local mimi; only what is recognised is made up.</summary>
public sealed class BatchTests : IAsyncLifetime
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
    [InlineData("srt", ".srt", "1\n00:00:00,000 --> 00:00:02,000\n一二\n\n")]
    [InlineData("vtt", ".vtt", "WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.000\n一二\n\n")]
    [InlineData("text", ".txt", "一二\n")]
    public async Task Batch_EveryFormat_WritesTheFileBesideTheRecording(string format, string extension, string content)
    {
        string file = _folder.Write("会議 その一.wav", Wav.Silence(TimeSpan.FromSeconds(2)));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", Address, "--output", format));

        string output = Path.ChangeExtension(file, extension);
        Assert.Equal((output + "\n", ""), (_cli.Out, _cli.Error));
        Assert.Equal(content, (await File.ReadAllTextAsync(output, Timeout)).Replace("WEBVTT\n\n00", "WEBVTT\n\n1\n00", StringComparison.Ordinal));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length); // Nothing else is left behind.
    }

    [Fact]
    public async Task Batch_Json_HasTextAndTimes()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(3)));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", Address, "--output", "json"));

        string line = Assert.Single(await File.ReadAllLinesAsync(Path.ChangeExtension(file, ".jsonl"), Timeout));
        JsonElement result = JsonDocument.Parse(line).RootElement;
        Assert.Equal((file, "final", "一二三"), (result.GetProperty("file").GetString(), result.GetProperty("kind").GetString(), result.GetProperty("text").GetString()));
        Assert.Equal((0, 3_000), (result.GetProperty("start_ms").GetInt32(), result.GetProperty("end_ms").GetInt32()));
    }

    [Fact]
    public async Task Batch_IntoAFullDisk_BlamesTheDiskAndNotTheRecording()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        string output = Path.ChangeExtension(file, ".srt");
        File.CreateSymbolicLink(output, "/dev/full");

        Assert.Equal(74, await _cli.RunAsync("transcribe", file, "--url", Address, "--output", "srt", "--force"));

        Assert.StartsWith($"mimi: {output}: ", _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(file, _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_SecondRun_DoesOnlyWhatIsMissing()
    {
        string[] files = [.. Enumerable.Range(1, 5).Select(i => _folder.Write($"{i}.wav", Wav.Silence(TimeSpan.FromSeconds(i))))];
        string target = Path.Combine(_folder.Path, "新しい 場所", "x");
        string[] command = ["transcribe", .. files, "--url", Address, "--output", "text", "--output-dir", target, "--jobs", "3"];
        Assert.Equal(0, await _cli.RunAsync(command));
        Assert.Equal(["一", "一二", "一二三", "一二三四", "一二三四五"], Directory.GetFiles(target).Order().Select(static path => File.ReadAllText(path).Trim()));
        File.WriteAllText(Path.Combine(target, "1.txt"), "kept");
        File.Delete(Path.Combine(target, "2.txt"));

        using var second = new CliRun();
        Assert.Equal(0, await second.RunAsync(command));

        Assert.Equal(Path.Combine(target, "2.txt") + "\n", second.Out);
        Assert.Contains("4 of 5 are done", second.Error, StringComparison.Ordinal);
        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(target, "1.txt"), Timeout));

        using var third = new CliRun();
        Assert.Equal(0, await third.RunAsync([.. command, "--force"]));
        Assert.Equal(5, third.Out.Count(static c => c == '\n'));
        Assert.Equal("一\n", await File.ReadAllTextAsync(Path.Combine(target, "1.txt"), Timeout));
    }

    [Fact]
    public async Task Batch_RecordingThatChanged_IsDoneAgain()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        string output = _folder.Write("a.txt", "old"u8.ToArray());
        File.SetLastWriteTimeUtc(output, File.GetLastWriteTimeUtc(file).AddMinutes(-1));

        Assert.Equal(0, await _cli.RunAsync("transcribe", file, "--url", Address, "--output", "text"));

        Assert.Equal("一\n", await File.ReadAllTextAsync(output, Timeout));
    }

    [Fact]
    public async Task Batch_OneBadFile_DoesTheOthers()
    {
        string bad = _folder.Write("a.wav", "hello"u8.ToArray());
        string good = _folder.Write("b.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        string missing = Path.Combine(_folder.Path, "c.wav");

        Assert.Equal(65, await _cli.RunAsync("transcribe", bad, good, missing, "--url", Address, "--output", "srt"));

        Assert.Equal(Path.ChangeExtension(good, ".srt") + "\n", _cli.Out);
        Assert.Contains($"mimi: {bad}: ", _cli.Error, StringComparison.Ordinal);
        Assert.Contains($"mimi: {missing}: there is no such file.", _cli.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder.Path, "*.srt"));
    }

    [Fact]
    public async Task Batch_Stopped_KeepsAValidPartAndResumes()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(9)));
        string next = _folder.Write("b.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        string[] command = ["transcribe", file, next, "--url", Address, "--output", "srt", "--jobs", "1"];
        Task<int> run = _cli.RunAsync([.. command, "--speed", "3"]);
        await _recognizers.Heard.WaitAsync(TimeSpan.FromMinutes(1), Timeout);

        _cli.Stop.Press();

        Assert.Equal(130, await run);
        Assert.Contains("a.part.srt", _cli.Error, StringComparison.Ordinal);
        Assert.Matches("^1\n00:00:00,000 --> 00:00:0[1-9],[0-9]{3}\n一.*\n\n$", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "a.part.srt"), Timeout));
        Assert.Empty(Directory.GetFiles(_folder.Path, "b*.srt"));

        using var second = new CliRun();
        Assert.Equal(0, await second.RunAsync(command));
        Assert.Equal(["a.srt", "b.srt"], Directory.GetFiles(_folder.Path, "*.srt").Select(Path.GetFileName).Order());
        string text = string.Concat((await File.ReadAllLinesAsync(Path.ChangeExtension(file, ".srt"), Timeout)).Where(static line => line.Length > 0 && line[0] > '9'));
        Assert.Equal("一二三四五六七八九", text);
    }

    [Fact]
    public async Task Batch_MoreJobsThanLines_ShowsHowManyMore()
    {
        using var screen = new TerminalScreen(80, static letter => letter[0] >= '\u3000' ? 2 : 1);
        _cli.ErrorScreen = screen;
        _cli.TerminalHeight = 6;
        string[] files = [.. Enumerable.Range(1, 8).Select(i => _folder.Write($"{i}.wav", Wav.Silence(TimeSpan.FromSeconds(2))))];

        Assert.Equal(0, await _cli.RunAsync(["transcribe", .. files, "--url", Address, "--output", "srt", "--jobs", "8"]));

        Assert.All(screen.Frames, static frame => Assert.InRange(frame.Split('\n').Length, 1, 4));
        Assert.Contains(screen.Frames, static frame => frame.Split('\n')[^1].StartsWith("… and ", StringComparison.Ordinal));
        Assert.Empty(screen.Visible);
    }

    [Fact]
    public async Task Batch_OnATerminal_ShowsABarForEachRecording()
    {
        using var screen = new TerminalScreen(80, static letter => letter[0] >= '\u3000' ? 2 : 1);
        _cli.ErrorScreen = screen;
        string[] files = [.. Enumerable.Range(1, 3).Select(i => _folder.Write($"録音{i}.wav", Wav.Silence(TimeSpan.FromSeconds(2))))];

        Assert.Equal(0, await _cli.RunAsync(["transcribe", .. files, "--url", Address, "--output", "srt", "--jobs", "3"]));

        Assert.Contains(screen.Frames, static frame => frame.Contains("録音2.wav [", StringComparison.Ordinal) && frame.Contains("/ 2.0 s", StringComparison.Ordinal));
        Assert.Empty(screen.Visible);
        Assert.Equal(3, _cli.Out.Count(static c => c == '\n'));
    }
}
