using System.Buffers.Binary;
using Mimi.Cli.Support;
using Mimi.Server;

namespace Mimi.Cli.Input;

/// <summary>Pipes with names, as a shell's <c>&lt;( … )</c> is one: what somebody speaks into, or nobody.</summary>
public sealed class NamedInputTests : IDisposable
{
    private readonly CliRun _cli = new();
    private readonly TestFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _cli.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Transcribe_StopWhileAPipeWaits_ShowsTheFinalOfWhatWasHeard()
    {
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = new CountingRecognizers() }, Timeout);
        string path = await NamedPipe.CreateAsync(_folder, "a.wav");
        Task<int> run = Task.Run(() => _cli.RunAsync("transcribe", path, "--url", server.Address.AbsoluteUri, "--json"), Timeout);
        await using FileStream pipe = await NamedPipe.OpenAsync(path);
        await pipe.WriteAsync(Wav.Silence(TimeSpan.FromSeconds(9)).AsMemory(0, 44 + (32_000 * 2)), Timeout); // There is more to come.
        await _cli.OutWriter.WaitForAsync("\"一二\"", Timeout);

        _cli.Stop.Press();

        Assert.Equal(0, await run.WaitAsync(TimeSpan.FromSeconds(30), Timeout));
        Assert.Contains("\"kind\":\"final\"", _cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transcribe")]
    [InlineData("captions")]
    [InlineData("captions", "--results")]
    [InlineData("emotion")]
    public async Task Run_StopBeforeAnybodyOpensThePipe_IsInterrupted(params string[] command)
    {
        string path = await NamedPipe.CreateAsync(_folder, "a.wav");
        Task<int> run = _cli.RunAsync([.. command, path]); // What it does before it waits, it has done.

        _cli.Stop.Press();

        Assert.Equal((130, "mimi: stopped.\n"), (await run.WaitAsync(TimeSpan.FromSeconds(30), Timeout), _cli.Error));
        await using FileStream pipe = await NamedPipe.OpenAsync(path); // Lets go the thread that still opens it.
    }

    [Fact]
    public async Task Captions_StopWhileAPipeOfResultsWaits_IsInterrupted()
    {
        string path = await NamedPipe.CreateAsync(_folder, "a.jsonl");
        Task<int> run = Task.Run(() => _cli.RunAsync("captions", path, "-o", Path.Combine(_folder.Path, "b.txt")), Timeout);
        await using FileStream pipe = await NamedPipe.OpenAsync(path);
        await pipe.WriteAsync("""
            {"text":"one"}
            {"text":"two"}

            """u8.ToArray(), Timeout);
        await GrowingFile.WaitForAsync(Path.Combine(_folder.Path, "b.part.txt"), "one\n".Length, Timeout); // And there is more to come.

        _cli.Stop.Press();

        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromSeconds(30), Timeout));
    }

    [Fact]
    public async Task Transcribe_PipeOfAKindForFfmpeg_IsReadFromItsFirstByte()
    {
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = new CountingRecognizers() }, Timeout);
        string path = await NamedPipe.CreateAsync(_folder, "a.au");
        Task<int> run = Task.Run(() => _cli.RunAsync("transcribe", path, "--url", server.Address.AbsoluteUri), Timeout);
        await using (FileStream pipe = await NamedPipe.OpenAsync(path))
        {
            await pipe.WriteAsync(Sun(seconds: 3), Timeout);
        }

        Assert.Equal((0, ""), (await run, _cli.Error));
        Assert.Equal("一二三\n", _cli.Out);
    }

    [Fact]
    public async Task Captions_ResultsOfAPipe_AreRead()
    {
        string path = await NamedPipe.CreateAsync(_folder, "a.jsonl");
        Task<int> run = Task.Run(() => _cli.RunAsync("captions", path, "--format", "text"), Timeout);
        await using (FileStream pipe = await NamedPipe.OpenAsync(path))
        {
            await pipe.WriteAsync("""{"text":"今日は。"}"""u8.ToArray(), Timeout);
        }

        Assert.Equal((0, ""), (await run, _cli.Error));
        Assert.Equal("今日は。\n"u8, _cli.StandardOutput.ToArray());
    }

    /// <summary>Makes a file of Sun's: six numbers of four bytes, the format 3 (16 bits) among them, and then silence.</summary>
    private static byte[] Sun(int seconds)
    {
        byte[] file = new byte[24 + (seconds * 32_000)];
        ".snd"u8.CopyTo(file);
        foreach ((int at, int number) in new[] { 24, seconds * 32_000, 3, 16_000, 1 }.Index())
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (at * 4)), number);
        }

        return file;
    }
}
