using System.Buffers.Binary;
using System.Diagnostics;
using Mimi.Audio;
using Mimi.Audio.Capture.Support;
using Mimi.Cli.Support;
using Mimi.TestSupport;

namespace Mimi.Cli.Capture;

/// <summary>A recording that is ended from outside, by a person or by a crash: the process is a real one, and so are the signals.</summary>
[Collection(nameof(SoundTests))]
public sealed class EndedRecordingTests : IAsyncLifetime
{
    private const int HeaderBytes = 44;
    private const int BytesPerSecond = 32_000;

    private readonly TestFolder _folder = new();
    private SoundServer _sound = null!;

    public async ValueTask InitializeAsync() => _sound = await SoundServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _sound.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Record_AskedToEnd_IsDoneAndWhole(string signal)
    {
        string path = Path.Combine(_folder.Path, "録音.wav");
        await using MimiProcess mimi = MimiProcess.Start(_sound.Variables, "record", path, "--loopback");
        await GrowingFile.WaitForAsync(path, HeaderBytes + BytesPerSecond, TestTimeout.Token);

        await mimi.SignalAsync(signal);

        Assert.Equal((0, "", ""), (await mimi.WaitAsync(), mimi.Out, mimi.Error));
        byte[] file = await File.ReadAllBytesAsync(path, TestTimeout.Token);
        Assert.Equal(file.Length - HeaderBytes, SizeAt(file, 40));
        Assert.Equal(file.Length - 8, SizeAt(file, 4));
    }

    [Fact]
    public async Task Record_ReaderOfItsPipeEnds_EndsQuietly()
    {
        string line = $"{string.Join(' ', _sound.Variables)} \"$@\" | head -c {HeaderBytes + BytesPerSecond} | wc -c; exit ${{PIPESTATUS[0]}}";
        await using MimiProcess mimi = MimiProcess.StartInShell(line, "record", "-", "--loopback");

        Assert.Equal((74, $"{HeaderBytes + BytesPerSecond}\n", ""), (await mimi.WaitAsync(), mimi.Out, mimi.Error));
    }

    [Fact]
    public async Task Record_KilledAsWav_IsValidUpToTheLastFlush()
    {
        string path = Path.Combine(_folder.Path, "録音.wav");
        await using MimiProcess mimi = MimiProcess.Start(_sound.Variables, "record", path, "--loopback");
        await GrowingFile.WaitForAsync(path, HeaderBytes + BytesPerSecond, TestTimeout.Token);

        await mimi.SignalAsync("KILL");

        Assert.Equal(128 + 9, await mimi.WaitAsync());
        byte[] file = await File.ReadAllBytesAsync(path, TestTimeout.Token);
        long said = SizeAt(file, 40);
        Assert.InRange(said, file.Length - HeaderBytes - (BytesPerSecond / 10), file.Length - HeaderBytes); // The audio goes in front of its header.
        Assert.Equal(said + HeaderBytes - 8, SizeAt(file, 4));
        Assert.Equal(said, await ReadAsync(path));
    }

    [Fact]
    public async Task Record_KilledAsFlac_IsAcceptedByTheReferenceDecoder()
    {
        string path = Path.Combine(_folder.Path, "録音.flac");
        Task playing = _sound.PlayAsync(Jfk.Path); // Silence would be a few bytes only.
        await using MimiProcess mimi = MimiProcess.Start(_sound.Variables, "record", path, "--loopback");
        await GrowingFile.WaitForAsync(path, 20_000, TestTimeout.Token);

        await mimi.SignalAsync("KILL");

        Assert.Equal(128 + 9, await mimi.WaitAsync());
        using Process flac = Process.Start(new ProcessStartInfo("flac", ["--test", "--silent", path]) { RedirectStandardError = true })!;
        string error = await flac.StandardError.ReadToEndAsync(TestTimeout.Token);
        await flac.WaitForExitAsync(TestTimeout.Token);
        Assert.True(flac.ExitCode == 0, error);
        Assert.InRange(await ReadAsync(path), 20_000, long.MaxValue);
        await playing;
    }

    private static long SizeAt(byte[] file, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(offset));

    private static async Task<long> ReadAsync(string path)
    {
        await using PcmAudio audio = await AudioFile.OpenAsync(path, new() { Ffmpeg = null }, TestTimeout.Token);
        using var bytes = new MemoryStream();
        await audio.Data.CopyToAsync(bytes, TestTimeout.Token);
        return bytes.Length;
    }
}
