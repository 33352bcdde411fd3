using Mimi.Audio.Conversion;
using Mimi.Audio.Tests.Ffmpeg;
using Mimi.Audio.Tests.Support;
using Mimi.Audio.Wav;
using Mimi.TestSupport;

namespace Mimi.Audio.Tests.Files;

public sealed class AudioFileTests
{
    /// <summary>What this library decodes: the same samples as ffmpeg gives, to the rounding of the last bit.</summary>
    [Theory]
    [InlineData("a.wav", "pcm_u8")]
    [InlineData("a.wav", "pcm_s16le")]
    [InlineData("a.wav", "pcm_s24le")]
    [InlineData("a.wav", "pcm_s32le")]
    [InlineData("a.wav", "pcm_f32le")]
    [InlineData("a.wav", "pcm_f64le")]
    [InlineData("a.wav", "pcm_alaw")]
    [InlineData("a.wav", "pcm_mulaw")]
    [InlineData("a.wav", "pcm_s16le", "-rf64", "always")]
    [InlineData("a.aiff", "pcm_s16be")]
    [InlineData("a.aiff", "pcm_s24be")]
    [InlineData("a.aiff", "pcm_s32be")]
    [InlineData("a.aiff", "pcm_s8")]
    [InlineData("a.aiff", "pcm_s16le")]
    [InlineData("a.aiff", "pcm_f32be")]
    [InlineData("a.aiff", "pcm_f64be")]
    [InlineData("a.aiff", "pcm_alaw")]
    [InlineData("a.aiff", "pcm_mulaw")]
    [InlineData("a.flac", "flac")]
    [InlineData("a.flac", "flac", "-sample_fmt", "s32")]
    public async Task Open_WithoutFfmpeg_GivesTheSamplesOfTheReference(string name, string codec, params string[] flags)
    {
        using var folder = new TemporaryFolder();
        string path = await MakeAsync(folder, name, codec, flags);
        await FfmpegProgram.RunAsync(["-i", path, "-f", "s16le", folder.File("expected")], TestTimeout.Token);
        short[] expected = Samples(await File.ReadAllBytesAsync(folder.File("expected"), TestTimeout.Token));

        await using PcmAudio fromFile = await AudioFile.OpenAsync(path, new() { Ffmpeg = null }, TestTimeout.Token);
        await using PcmAudio fromPipe = await AudioFile.OpenAsync(new PipeLikeStream(await File.ReadAllBytesAsync(path, TestTimeout.Token), 1_021), new() { Ffmpeg = null }, TestTimeout.Token);
        short[] samples = Samples(await ReadAsync(fromFile));

        Assert.Equal(new PcmFormat(44_100, 2), fromFile.Format);
        Assert.Equal(expected.Length, samples.Length);
        Assert.InRange(expected.Zip(samples, static (one, other) => Math.Abs(one - other)).Max(), 0, 1);
        Assert.Equal(samples, Samples(await ReadAsync(fromPipe)));
        Assert.Equal(samples.Length * 2, fromFile.ExpectedBytes);
    }

    /// <summary>What ffmpeg decodes, from a file and, where its kind allows it, from a pipe.</summary>
    [Theory]
    [InlineData("a.mp3", "libmp3lame", true)]
    [InlineData("a.m4a", "aac", false)]
    [InlineData("a.aac", "aac", true)]
    [InlineData("a.opus", "libopus", true)]
    [InlineData("a.ogg", "libvorbis", true)]
    [InlineData("a.oga", "flac", true)]
    [InlineData("a.webm", "libopus", true)]
    [InlineData("a.mkv", "pcm_s16le", true)]
    [InlineData("a.mov", "pcm_s16le", false)]
    [InlineData("a.avi", "pcm_s16le", true)]
    [InlineData("a.au", "pcm_s16be", true)]
    [InlineData("a.caf", "pcm_s16le", false)]
    [InlineData("a.w64", "pcm_s16le", true)]
    [InlineData("a.wav", "adpcm_ms", false)]
    public async Task Open_ThroughFfmpeg_GivesAllOfTheAudio(string name, string codec, bool fromPipe)
    {
        FfmpegProgram.SkipUnlessInstalled();
        using var folder = new TemporaryFolder();
        string path = await MakeAsync(folder, name, codec);

        await using PcmAudio audio = await AudioFile.OpenAsync(path, new() { Target = PcmTarget.Speech }, TestTimeout.Token);
        int bytes = (await ReadAsync(audio)).Length;

        Assert.Equal(new PcmFormat(16_000), audio.Format);
        Assert.InRange(bytes, 31_000, 36_000); // A second, and what a codec adds to it.
        if (fromPipe)
        {
            await using PcmAudio piped = await AudioFile.OpenAsync(new PipeLikeStream(await File.ReadAllBytesAsync(path, TestTimeout.Token), 5_000), new() { Target = PcmTarget.Speech }, TestTimeout.Token);
            Assert.InRange((await ReadAsync(piped)).Length, bytes - 2_000, bytes + 2_000); // The end of a pipe cannot be looked at: what the codec added there may stay.
        }
    }

    [Fact]
    public async Task Open_Target_IsMixedAndResampled()
    {
        short[] left = [.. Enumerable.Range(0, 8_000).Select(static i => (short)(8_000 * Math.Sin(2 * Math.PI * 500 * i / 8_000)))];
        byte[] file = WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format(channels: 2, rate: 8_000)), WavBytes.Chunk("data", Bytes(Signals.Interleave(left, new short[8_000]))));

        await using PcmAudio audio = await AudioFile.OpenAsync(new MemoryStream(file), new() { Target = PcmTarget.Speech }, TestTimeout.Token);
        short[] samples = Samples(await ReadAsync(audio));

        Assert.Equal(new PcmFormat(16_000), audio.Format);
        Assert.Equal(32_000, audio.ExpectedBytes);
        Assert.Equal(16_000, samples.Length);
        Assert.InRange(samples.Max(), 3_980, 4_020); // Half of the left channel.
    }

    [Theory]
    [InlineData(0, "0100 0200 0300")]
    [InlineData(1, "FFFF FEFF FDFF")]
    public async Task Open_OneChannel_IsPicked(int index, string expected)
    {
        byte[] file = WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format(channels: 2)), WavBytes.Chunk("data", Bytes([1, -1, 2, -2, 3, -3])));

        await using PcmAudio audio = await AudioFile.OpenAsync(new MemoryStream(file), new() { Target = new() { Channels = PcmChannels.Only(index) } }, TestTimeout.Token);

        Assert.Equal(expected.Replace(" ", string.Empty, StringComparison.Ordinal), Convert.ToHexString(await ReadAsync(audio)));
    }

    [Fact]
    public async Task Open_ChannelThatIsNotThere_IsAnErrorAndLeavesTheStream()
    {
        var stream = new PipeLikeStream(WavBytes.Simple([1, 2]), 100);

        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => AudioFile.OpenAsync(stream, new() { Target = new() { Channels = PcmChannels.Only(1) } }, TestTimeout.Token));

        Assert.Contains("no channel 1", e.Message, StringComparison.Ordinal);
        Assert.False(stream.IsDisposed);
    }

    [Theory]
    [InlineData(8, "00 80 7F", "0000 0080 007F")]
    [InlineData(24, "FFFFFF 000001", "0000 0001")]
    public async Task Open_Raw_IsWhatTheCallerSays(int bits, string raw, string expected)
    {
        var stream = new MemoryStream(Convert.FromHexString(raw.Replace(" ", string.Empty, StringComparison.Ordinal)));

        await using PcmAudio audio = await AudioFile.OpenAsync(stream, new() { Raw = new PcmFormat(8_000, 1, bits) }, TestTimeout.Token);

        Assert.Equal(new PcmFormat(8_000), audio.Format);
        Assert.Equal(expected.Replace(" ", string.Empty, StringComparison.Ordinal), Convert.ToHexString(await ReadAsync(audio)));
    }

    [Fact]
    public async Task Open_StreamThatBeganEarlier_ReadsFromWhereItIs()
    {
        var stream = new MemoryStream([9, 9, 9, .. WavBytes.Simple([1, 2, 3, 4])]) { Position = 3 };

        await using PcmAudio audio = await AudioFile.OpenAsync(stream, cancellationToken: TestTimeout.Token);

        Assert.Equal([1, 2, 3, 4], await ReadAsync(audio));
    }

    [Fact]
    public void Raw_NotSet_IsAnError() => Assert.Throws<ArgumentException>(() => new AudioFileOptions { Raw = default(PcmFormat) });

    [Fact]
    public async Task Open_EmptyFile_IsNamed() => Assert.Contains(
        "empty", (await Assert.ThrowsAsync<AudioFormatException>(() => AudioFile.OpenAsync(Stream.Null, cancellationToken: TestTimeout.Token))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Read_FlacDamagedInside_ThrowsWhereTheDamageIs()
    {
        byte[] stream = FlacCase.Encode(new() { BlockFrames = 1_600 }, Speech.Kennedy(), new Random(1));
        stream[stream.Length / 2] ^= 1;
        await using PcmAudio audio = await AudioFile.OpenAsync(new MemoryStream(stream), cancellationToken: TestTimeout.Token);
        byte[] first = new byte[3_200];

        Assert.Equal(3_200, await audio.Data.ReadAtLeastAsync(first, 3_200, cancellationToken: TestTimeout.Token));
        await Assert.ThrowsAsync<AudioFormatException>(() => ReadAsync(audio));
    }

    [Fact]
    public async Task Dispose_AnyKind_DisposesTheStream()
    {
        foreach (byte[] file in new[] { WavBytes.Simple([1, 2]), FlacCase.Encode(new(), [1, 2, 3], new Random(1)) })
        {
            var stream = new PipeLikeStream(file, 100);

            await (await AudioFile.OpenAsync(stream, new() { Target = new() { SampleRate = 8_000 } }, TestTimeout.Token)).DisposeAsync();

            Assert.True(stream.IsDisposed);
        }
    }

    [Fact]
    public async Task Read_LongAudio_AllocatesNextToNothing()
    {
        const int Seconds = 120;
        byte[] head = WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format(channels: 2, rate: 48_000, bits: 24)), WavBytes.Chunk("data", [], uint.MaxValue));
        var stream = new Streams.ReplayStream(head, new Audio.Files.DataStream(new EndlessStream(), Seconds * 48_000L * 6));
        await using PcmAudio audio = await AudioFile.OpenAsync(stream, new() { Target = PcmTarget.Speech }, TestTimeout.Token);
        byte[] buffer = new byte[3_200];
        Assert.NotEqual(0, audio.Data.Read(buffer));
        long total = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        int read;
        while ((read = audio.Data.Read(buffer)) > 0)
        {
            total += read;
        }

        Assert.InRange(total, (Seconds * 32_000) - 32_000, Seconds * 32_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static async Task<string> MakeAsync(TemporaryFolder folder, string name, string codec, params string[] flags)
    {
        FfmpegProgram.SkipUnlessInstalled();
        string path = folder.File(name);
        await FfmpegProgram.RunAsync(
            ["-i", Speech.Find("samples/audio/jfk.wav"), "-ss", "1", "-t", "1", "-ar", codec == "libopus" ? "48000" : "44100", "-ac", "2", "-c:a", codec, .. flags, path], TestTimeout.Token);
        return path;
    }

    private static async Task<byte[]> ReadAsync(PcmAudio audio)
    {
        using var all = new MemoryStream();
        await audio.Data.CopyToAsync(all, TestTimeout.Token);
        return all.ToArray();
    }

    private static byte[] Bytes(short[] samples) => [.. samples.SelectMany(static sample => new[] { (byte)sample, (byte)(sample >> 8) })];

    private static short[] Samples(byte[] pcm) => [.. pcm.Chunk(2).Select(static pair => (short)(pair[0] | pair[1] << 8))];
}
