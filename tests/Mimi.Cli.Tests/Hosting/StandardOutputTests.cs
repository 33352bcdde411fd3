using System.Text;
using Mimi.Cli.Support;
using Mimi.Server;

namespace Mimi.Cli.Hosting;

/// <summary>The command as a process, and the standard output that a shell gives it.</summary>
public sealed class StandardOutputTests : IAsyncLifetime
{
    private const string IntoAFullDisk = "\"$@\" > /dev/full";
    private const string IntoOneLine = "\"$@\" | head -n 1; exit ${PIPESTATUS[0]}";

    private readonly TestFolder _folder = new();
    private MimiServer _server = null!;

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    private string Address => _server.Address.AbsoluteUri;

    public async ValueTask InitializeAsync() => _server = await MimiServer.StartAsync(new() { Recognizers = new CountingRecognizers() }, Timeout);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Transcribe_ReaderEndsAfterALine_EndsEarlyAndQuietly()
    {
        await using MimiProcess mimi = MimiProcess.StartInShell(IntoOneLine, "transcribe", Jfk.Path, "--url", Address, "--realtime", "--json");

        Assert.Equal((74, ""), (await mimi.WaitAsync(), mimi.Error));

        Assert.Equal(1, mimi.Out.Count(static c => c == '\n'));
    }

    [Fact]
    public async Task Captions_ReaderEndsAfterALine_EndsEarlyAndQuietly()
    {
        await using MimiProcess mimi = MimiProcess.StartInShell(IntoOneLine, "captions", Results(20_000), "--format", "text");

        Assert.Equal((74, ""), (await mimi.WaitAsync(), mimi.Error));

        Assert.Equal(1, mimi.Out.Count(static c => c == '\n'));
    }

    [Fact]
    public async Task Transcribe_DiskFull_BlamesStandardOutputAndEndsWithTheFirstFile()
    {
        string[] files = [_folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1))), _folder.Write("b.wav", Wav.Silence(TimeSpan.FromSeconds(1)))];
        await using MimiProcess mimi = MimiProcess.StartInShell(IntoAFullDisk, ["transcribe", .. files, "--url", Address, "--json"]);

        Assert.Equal((74, "mimi: standard output: No space left on device\n"), (await mimi.WaitAsync(), mimi.Error));
    }

    [Fact]
    public async Task Captions_DiskFull_BlamesStandardOutput()
    {
        await using MimiProcess mimi = MimiProcess.StartInShell(IntoAFullDisk, "captions", Results(1));

        Assert.Equal((74, "mimi: standard output: No space left on device\n"), (await mimi.WaitAsync(), mimi.Error));
    }

    [Fact]
    public async Task Captions_IntoAFileThatOthersWrite_IsAppended()
    {
        string file = Path.Combine(_folder.Path, "a.txt");
        await using MimiProcess mimi = MimiProcess.StartInShell($"(echo before; \"$@\"; echo after) > {file}", "captions", Results(1), "--format", "text");

        Assert.Equal((0, ""), (await mimi.WaitAsync(), mimi.Error));

        Assert.Equal(["before", Text(0), "after"], await File.ReadAllLinesAsync(file, Timeout));
    }

    /// <summary>bash reads byte by byte, so that the pipe is full; and dd leaves it as one that does not wait for room.</summary>
    [Fact]
    public async Task Captions_PipeThatDoesNotWait_GetsEverything()
    {
        const string Line = "{ dd if=/dev/null oflag=nonblock status=none; \"$@\"; } | while read -r line; do echo \"$line\"; done; exit ${PIPESTATUS[0]}";
        await using MimiProcess mimi = MimiProcess.StartInShell(Line, "captions", Results(3_000), "--format", "text");

        Assert.Equal((0, ""), (await mimi.WaitAsync(), mimi.Error));

        Assert.Equal(Enumerable.Range(0, 3_000).Select(Text), mimi.Out.TrimEnd('\n').Split('\n'));
    }

    private static string Text(int number) => $"{number} {new string('x', 100)}";

    private string Results(int count) => _folder.Write(
        "a.jsonl", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(static number => $$"""{"kind":"final","text":"{{Text(number)}}"}""" + "\n"))));
}
