using System.Text;
using Mimi.Cli.Support;
using Mimi.Server;

namespace Mimi.Cli.Commands;

public sealed class CaptionsTests : IDisposable
{
    private const string Results = """
        {"file":"会議.wav","kind":"temporary","text":"今日","start_ms":500,"session_id":"s"}
        {"file":"会議.wav","kind":"partial","text":"今日は。","start_ms":500,"session_id":"s"}
        {"file":"会議.wav","kind":"final","text":"いい天気です。","start_ms":4000,"end_ms":6000,"session_id":"s"}
        """;

    private readonly CliRun _cli = new();
    private readonly TestFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    private string StandardOutput => Encoding.UTF8.GetString(_cli.StandardOutput.ToArray());

    public void Dispose()
    {
        _cli.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Captions_OfResults_AreMadeWithoutRecognising()
    {
        string file = _folder.Write("会議 一.jsonl", Encoding.UTF8.GetBytes(Results));

        Assert.Equal(0, await _cli.RunAsync("captions", file));

        Assert.Matches("^1\n00:00:00,500 --> 00:00:0[1-3],[0-9]{3}\n今日は。\n\n2\n00:00:04,000 --> 00:00:06,[0-9]{3}\nいい天気です。\n\n$", StandardOutput);
        Assert.Empty(_cli.Error);
    }

    [Fact]
    public async Task Captions_IntoAFile_TakesTheFormatOfItsName()
    {
        string file = _folder.Write("a.json", Encoding.UTF8.GetBytes(Results));
        string output = Path.Combine(_folder.Path, "新しい 場所", "a.vtt");

        Assert.Equal(0, await _cli.RunAsync("captions", file, "-o", output));

        Assert.StartsWith("WEBVTT\n", await File.ReadAllTextAsync(output, Timeout), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(output)!));
    }

    [Fact]
    public async Task Captions_ResultsOnStandardInput_AreRead()
    {
        _cli.StandardInput = new MemoryStream(Encoding.UTF8.GetBytes(Results));

        Assert.Equal(0, await _cli.RunAsync("captions", "-", "--results", "--format", "text"));

        Assert.Equal("今日は。\nいい天気です。\n", StandardOutput);
    }

    [Fact]
    public async Task Captions_IntoAFullDisk_BlamesTheDiskAndNotWhatIsRead()
    {
        string file = _folder.Write("a.jsonl", Encoding.UTF8.GetBytes(Results));
        string output = Path.Combine(_folder.Path, "a.srt");
        File.CreateSymbolicLink(output, "/dev/full");

        Assert.Equal(74, await _cli.RunAsync("captions", file, "-o", output));

        Assert.StartsWith($"mimi: {output}: ", _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(file, _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Captions_IntoANamedPipe_LeavesItAPipe()
    {
        string file = _folder.Write("a.jsonl", Encoding.UTF8.GetBytes(Results));
        string pipe = await NamedPipe.CreateAsync(_folder, "出力.txt");
        Task<string> reading = Task.Run(() => File.ReadAllText(pipe), Timeout); // Opening it waits for the other side.

        Assert.Equal(0, await _cli.RunAsync("captions", file, "-o", pipe, "--format", "text"));

        Assert.Equal("今日は。\nいい天気です。\n", await reading.WaitAsync(Timeout));
        Assert.Equal([file, pipe], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal)); // And no file beside it.
    }

    [Fact]
    public async Task Captions_IntoAPipeThatNobodyReads_EndsWhenItIsStopped()
    {
        string file = _folder.Write("a.jsonl", Encoding.UTF8.GetBytes(Results));
        string pipe = await NamedPipe.CreateAsync(_folder, "a.txt");
        Task<int> run = _cli.RunAsync("captions", file, "-o", pipe);
        _cli.Stop.Press();

        Assert.Equal(130, await run.WaitAsync(Timeout));
        using FileStream reader = new(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite); // Lets go of the thread that waits for one, without waiting for a writer.
    }

    [Fact]
    public async Task Captions_ThroughALink_ReplacesAllOfWhatItPointsTo()
    {
        string file = _folder.Write("a.jsonl", Encoding.UTF8.GetBytes(Results));
        string old = _folder.Write("old.txt", new byte[1_000]);
        string link = Path.Combine(_folder.Path, "link.txt");
        File.CreateSymbolicLink(link, old);

        Assert.Equal(0, await _cli.RunAsync("captions", file, "-o", link, "--format", "text"));

        Assert.Equal("今日は。\nいい天気です。\n", await File.ReadAllTextAsync(old, Timeout));
    }

    [Fact]
    public async Task Captions_OverAnEmptyFile_ReplacesIt()
    {
        string file = _folder.Write("a.jsonl", Encoding.UTF8.GetBytes(Results));
        string output = _folder.Write("a.txt", []);

        Assert.Equal(0, await _cli.RunAsync("captions", file, "-o", output, "--format", "text"));

        Assert.Equal("今日は。\nいい天気です。\n", await File.ReadAllTextAsync(output, Timeout));
        Assert.Equal([file, output], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("not json", "line 1")]
    [InlineData("{\"text\":\"a\"}\n[]", "line 2")]
    [InlineData("{\"text\":\"a\"}\n{\"start_ms\":1}", "line 2")]
    [InlineData("{\"text\":\"a\",\"file\":\"a.wav\"}\n{\"text\":\"b\",\"file\":\"b.wav\"}", "another recording")]
    public async Task Captions_WrongResults_NamesTheLine(string content, string helps)
    {
        string file = _folder.Write("a.jsonl", Encoding.UTF8.GetBytes(content));
        string output = Path.Combine(_folder.Path, "a.srt");

        Assert.Equal(65, await _cli.RunAsync("captions", file, "-o", output));

        Assert.Contains(helps, _cli.Error, StringComparison.Ordinal);
        Assert.Single(_cli.Error.Trim().Split('\n'));
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task Captions_OfARecording_AreThoseOfItsSpeech()
    {
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = new CountingRecognizers() }, Timeout);
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(3)));

        Assert.Equal(0, await _cli.RunAsync("captions", file, "--url", server.Address.AbsoluteUri));

        Assert.Equal("1\n00:00:00,000 --> 00:00:03,000\n一二三\n\n", StandardOutput);
    }
}
