using System.Diagnostics;
using System.Globalization;
using Mimi.Audio.Tests.Files;
using Mimi.Audio.Tests.Support;
using Mimi.Audio.Wav;
using Mimi.TestSupport;

namespace Mimi.Audio.Tests.Ffmpeg;

public sealed class FfmpegReaderTests
{
    private static byte[] Mp3Like => [0xFF, 0xFB, 0x90, 0x64, .. new byte[2_000]];

    [Fact]
    public async Task Open_ProgramMissing_SaysHowToInstallIt()
    {
        AudioFormatException e = await Assert.ThrowsAsync<AudioFormatException>(
            () => AudioFile.OpenAsync(new MemoryStream(Mp3Like), new() { Ffmpeg = new() { Program = "no-such-ffmpeg" } }, TestTimeout.Token));

        Assert.StartsWith("This is an MP3 file.", e.Message, StringComparison.Ordinal);
        Assert.Contains("apt install ffmpeg", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NotWanted_NamesWhatTheFileIs()
    {
        AudioFormatException e = await Assert.ThrowsAsync<AudioFormatException>(() => AudioFile.OpenAsync(new MemoryStream(Mp3Like), new() { Ffmpeg = null }, TestTimeout.Token));

        Assert.Contains("an MP3 file", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("This is a letter and no sound.")]
    [InlineData("ffconcat version 1.0\nfile 'a.wav'\n")] // Scripts and play lists would name other files and addresses.
    [InlineData("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")]
    public async Task Open_WhatNoProgramShouldRead_IsRefused(string text)
    {
        FfmpegProgram.SkipUnlessInstalled();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("a"), text, TestTimeout.Token);
        await File.WriteAllBytesAsync(folder.File("a.wav"), WavBytes.Simple(new byte[3_200]), TestTimeout.Token);

        AudioFormatException e = await Assert.ThrowsAsync<AudioFormatException>(() => AudioFile.OpenAsync(folder.File("a"), cancellationToken: TestTimeout.Token));

        Assert.Contains("ffmpeg cannot read it", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FilmWithoutSound_SaysSo()
    {
        FfmpegProgram.SkipUnlessInstalled();
        using var folder = new TemporaryFolder();
        await FfmpegProgram.RunAsync(["-f", "lavfi", "-i", "color=size=16x16:duration=0.2", folder.File("a.mkv")], TestTimeout.Token);

        AudioFormatException e = await Assert.ThrowsAsync<AudioFormatException>(() => AudioFile.OpenAsync(folder.File("a.mkv"), cancellationToken: TestTimeout.Token));

        Assert.StartsWith("This is a Matroska or WebM file. ffmpeg cannot read it", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-y.mp3")]
    [InlineData("http:a.mp3")]
    [InlineData("a b'\"$(id).mp3")]
    public async Task Open_NameThatLooksLikeSomethingElse_IsAFile(string name)
    {
        FfmpegProgram.SkipUnlessInstalled();
        using var folder = new TemporaryFolder();
        await FfmpegProgram.RunAsync(["-i", Speech.Find("samples/audio/jfk.wav"), "-t", "1", folder.File("made.mp3")], TestTimeout.Token);
        File.Move(folder.File("made.mp3"), folder.File(name));

        await using PcmAudio audio = await AudioFile.OpenAsync(folder.File(name), cancellationToken: TestTimeout.Token);

        Assert.Equal(16_000, audio.Format.SampleRate);
    }

    [Fact]
    public async Task Open_SourceThatFails_ThrowsWhatTheSourceThrew()
    {
        FfmpegProgram.SkipUnlessInstalled();

        IOException e = await Assert.ThrowsAsync<IOException>(() => AudioFile.OpenAsync(new FailingStream(Mp3Like), cancellationToken: TestTimeout.Token));

        Assert.Equal("The line is cut.", e.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_CancelledOrDisposed_EndsTheProgram(bool cancelled)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program in ffmpeg's place is a shell script.");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("head.wav"), WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format()), WavBytes.Chunk("data", [], uint.MaxValue)), TestTimeout.Token);
        await File.WriteAllTextAsync(folder.File("fake"), $"#!/bin/sh\necho $$ > '{folder.File("pid")}'\ncat '{folder.File("head.wav")}'\nexec sleep 1000\n", TestTimeout.Token);
        MakeExecutable(folder.File("fake"));
        PcmAudio audio = await AudioFile.OpenAsync(new Streams.ReplayStream(Mp3Like, new EndlessStream()), new() { Ffmpeg = new() { Program = folder.File("fake") } }, TestTimeout.Token);
        using var program = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(folder.File("pid"), TestTimeout.Token), CultureInfo.InvariantCulture));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestTimeout.Token);
        ValueTask<int> read = audio.Data.ReadAsync(new byte[100], source.Token);
        Assert.False(read.IsCompleted);

        if (cancelled)
        {
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
        }
        else
        {
            await audio.DisposeAsync();
            await Assert.ThrowsAnyAsync<Exception>(async () => await read); // Killed, or closed under its feet.
        }

        await program.WaitForExitAsync(TestTimeout.Token);
        await audio.DisposeAsync();
    }

    [Fact]
    public async Task Open_Cancelled_EndsTheProgramAndLeavesTheStream()
    {
        FfmpegProgram.SkipUnlessInstalled();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestTimeout.Token);
        var stream = new SilentLine(Mp3Like);
        Task<PcmAudio> opening = AudioFile.OpenAsync(stream, cancellationToken: source.Token);
        await stream.Waiting.WaitAsync(TestTimeout.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Assert.True(stream.CanRead);
    }

    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Fails after its first bytes.</summary>
    private sealed class FailingStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The line is cut.");
    }

    /// <summary>Says nothing more after its first bytes, and does not end.</summary>
    private sealed class SilentLine(byte[] content) : MemoryStream(content)
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waiting => _waiting.Task;

        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer[..Math.Min(12, buffer.Length)], cancellationToken);
            if (read == 0)
            {
                _waiting.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return read;
        }
    }
}
