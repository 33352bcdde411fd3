namespace Mimi.Audio.Wav;

public sealed class WavReaderTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(8_000, 1)]
    [InlineData(16_000, 1)]
    [InlineData(44_100, 2)]
    [InlineData(48_000, 2)]
    public async Task Open_ProperFile_TellsFormatAndLength(int rate, int channels)
    {
        byte[] file = WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format(1, channels, rate)), WavBytes.Chunk("data", WavBytes.Ramp(rate * channels)));

        await using PcmAudio audio = await WavReader.OpenAsync(new MemoryStream(file), Timeout);

        Assert.Equal(new PcmFormat(rate, channels), audio.Format);
        Assert.Equal(rate * channels, audio.ExpectedBytes);
        Assert.Equal(TimeSpan.FromMilliseconds(500), audio.ExpectedDuration);
        Assert.Equal(WavBytes.Ramp(rate * channels), await ReadAsync(audio));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10_000)]
    public async Task Open_PipeWithOtherChunks_FindsTheAudio(int atOnce)
    {
        byte[] file = WavBytes.Riff(
            WavBytes.Chunk("LIST", WavBytes.Ramp(27)), // Odd, so a filler byte follows.
            WavBytes.Chunk("fmt ", [.. WavBytes.Format(), 0, 0]),
            WavBytes.Chunk("id3 ", WavBytes.Ramp(5_001)),
            WavBytes.Chunk("data", WavBytes.Ramp(640)),
            WavBytes.Chunk("LIST", WavBytes.Ramp(100)));

        await using PcmAudio audio = await WavReader.OpenAsync(new PipeLikeStream(file, atOnce), Timeout);

        Assert.Equal(640, audio.ExpectedBytes);
        Assert.Equal(WavBytes.Ramp(640), await ReadAsync(audio));
    }

    [Fact]
    public async Task Open_ExtensiblePcm_IsRead()
    {
        byte[] file = WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Extensible(1)), WavBytes.Chunk("data", WavBytes.Ramp(10)));

        await using PcmAudio audio = await WavReader.OpenAsync(new MemoryStream(file), Timeout);

        Assert.Equal(new PcmFormat(16_000), audio.Format);
        Assert.Equal(WavBytes.Ramp(10), await ReadAsync(audio));
    }

    [Theory]
    [InlineData(0u, true, 400)]
    [InlineData(0xFFFF_FFFFu, true, 400)]
    [InlineData(0x7FFF_F000u, true, 400)]
    [InlineData(500u, true, 400)]
    [InlineData(0u, false, null)]
    [InlineData(0xFFFF_FFFFu, false, null)]
    [InlineData(0x7FFF_F000u, false, null)]
    [InlineData(500u, false, 500)]
    public async Task Open_SizeThatItsWriterCouldNotComplete_ReadsToTheEnd(uint size, bool seekable, int? expected)
    {
        byte[] file = WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format()), WavBytes.Chunk("data", WavBytes.Ramp(400), size));

        await using PcmAudio audio = await WavReader.OpenAsync(seekable ? new MemoryStream(file) : new PipeLikeStream(file, 64), Timeout);

        Assert.Equal(expected, audio.ExpectedBytes);
        Assert.Equal(WavBytes.Ramp(400), await ReadAsync(audio));
    }

    [Fact]
    public async Task Open_NoAudioAtAll_IsEmptyRatherThanAnError()
    {
        await using PcmAudio audio = await WavReader.OpenAsync(new MemoryStream(WavBytes.Simple([])), Timeout);

        Assert.Equal(TimeSpan.Zero, audio.ExpectedDuration);
        Assert.Empty(await ReadAsync(audio));
    }

    [Fact]
    public async Task Open_CutAnywhereInItsHeader_IsAnErrorThatHelps()
    {
        byte[] file = WavBytes.Simple(WavBytes.Ramp(10));
        for (int length = 0; length < file.Length - 10; length++)
        {
            AudioFormatException e = await Assert.ThrowsAsync<AudioFormatException>(() => WavReader.OpenAsync(new MemoryStream(file[..length]), Timeout));
            Assert.Contains("ffmpeg -i in -ar 16000 -ac 1 -c:a pcm_s16le out.wav", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Open_DataBeforeFormat_IsAnError() =>
        await RefusesAsync(WavBytes.Riff(WavBytes.Chunk("data", [1, 2]), WavBytes.Chunk("fmt ", WavBytes.Format())), "does not say how its audio is laid out");

    [Theory]
    [InlineData(1, 64, "PCM of 64 bits")]
    [InlineData(1, 0, "PCM of 0 bits")]
    [InlineData(3, 16, "floating-point samples of 16 bits")]
    [InlineData(6, 16, "A-law samples of 16 bits")]
    [InlineData(7, 16, "µ-law samples of 16 bits")]
    [InlineData(2, 4, "Microsoft ADPCM")]
    [InlineData(0x55, 0, "MP3")]
    [InlineData(0x1234, 16, "0x1234")]
    public async Task Open_OtherEncoding_IsNamed(int encoding, int bits, string named) =>
        await RefusesAsync(WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format(encoding, bits: bits)), WavBytes.Chunk("data", [])), named);

    [Fact]
    public async Task Open_ExtensibleFloat_IsNamed() =>
        await RefusesAsync(WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Extensible(3)), WavBytes.Chunk("data", [])), "floating-point");

    [Theory]
    [InlineData(1, 8, "0080FF01", "0080 0000 007F 0081")]
    [InlineData(1, 24, "000080 FFFF7F 000100 810000 7F0000", "0080 FF7F 0100 0100 0000")] // Rounded to the nearest.
    [InlineData(1, 20, "000080 F0FF7F", "0080 FF7F")] // The upper 20 bits of 24.
    [InlineData(1, 32, "00000080 00000100 FFFFFFFF", "0080 0100 0000")]
    [InlineData(3, 32, "000080BF 0000003F 000000C0 0000C07F", "0080 0040 0080 0000")] // Clipped; what is no number is silence.
    [InlineData(3, 64, "000000000000F0BF 000000000000E03F", "0080 0040")]
    [InlineData(6, 8, "D5 55 AA 2A", "0800 F8FF 007E 0082")]
    [InlineData(7, 8, "FF 7F 80 00", "0000 0000 7C7D 8482")]
    public async Task Open_OtherSamples_BecomeSixteenBits(int encoding, int bits, string stored, string expected)
    {
        byte[] data = Convert.FromHexString(stored.Replace(" ", string.Empty, StringComparison.Ordinal));
        byte[] file = WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format(encoding, bits: bits)), WavBytes.Chunk("data", data));

        await using PcmAudio audio = await WavReader.OpenAsync(new PipeLikeStream(file, 5), Timeout);
        byte[] pcm = await ReadAsync(audio);

        Assert.Equal(new PcmFormat(16_000), audio.Format);
        Assert.Equal(expected.Replace(" ", string.Empty, StringComparison.Ordinal), Convert.ToHexString(pcm));
        Assert.Equal(pcm.Length, audio.ExpectedBytes);
    }

    [Fact]
    public async Task Open_MoreThan4Gigabytes_KnowsItsSize()
    {
        byte[] sizes = [.. BitConverter.GetBytes(6_000_000_000L), .. BitConverter.GetBytes(5_000_000_000L), .. new byte[12]];
        byte[] file = WavBytes.Riff(WavBytes.Chunk("ds64", sizes), WavBytes.Chunk("fmt ", WavBytes.Format()), WavBytes.Chunk("data", WavBytes.Ramp(10), uint.MaxValue));
        "RF64"u8.CopyTo(file);

        await using PcmAudio audio = await WavReader.OpenAsync(new PipeLikeStream(file, 100), Timeout);

        Assert.Equal(5_000_000_000, audio.ExpectedBytes);
        Assert.Equal(WavBytes.Ramp(10), await ReadAsync(audio));
    }

    [Fact]
    public async Task Open_ExtensibleWithAForeignSubFormat_IsRefused() =>
        await RefusesAsync(WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Extensible(1, "0000000021078601FFFFFFFFFFFF")), WavBytes.Chunk("data", [])), "0xFFFE");

    [Theory]
    [InlineData(0, 16_000)]
    [InlineData(65, 16_000)]
    [InlineData(1, 0)]
    [InlineData(1, 768_001)]
    [InlineData(1, -1)]
    public async Task Open_ImpossibleFormat_IsDamaged(int channels, int rate) =>
        await RefusesAsync(WavBytes.Riff(WavBytes.Chunk("fmt ", WavBytes.Format(1, channels, rate)), WavBytes.Chunk("data", [])), "damaged");

    [Fact]
    public async Task Open_EndlessChunksBeforeTheAudio_GivesUp()
    {
        byte[] file = WavBytes.Riff(WavBytes.Chunk("junk", [], size: uint.MaxValue));

        await RefusesAsync(file, "too much in front of its audio");
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("664C614300000022", "FLAC")]
    [InlineData("4F67675300020000", "Ogg")]
    [InlineData("4944330400000000", "MP3")]
    [InlineData("FFFB906400000000", "MP3")]
    [InlineData("FFF1508000000000", "AAC")]
    [InlineData("0000002066747970", "MP4")]
    [InlineData("464F524D0000000041494646", "AIFF")]
    [InlineData("5249464600000000415649204C", "AVI")]
    [InlineData("524946460000000057454250", "not a WAV file")]
    [InlineData("5249465800000000", "RIFX")]
    [InlineData("1A45DFA300000000", "WebM")]
    [InlineData("48656C6C6F20776F726C64", "not a sound file of a known kind")]
    public async Task Open_SomethingElse_IsNamed(string hex, string named) => await RefusesAsync(Convert.FromHexString(hex), named);

    [Fact]
    public async Task Open_RandomBytesInAProperFile_EndsWithAudioOrAFormatError()
    {
        var random = new Random(20_260_101);
        byte[] proper = WavBytes.Riff(WavBytes.Chunk("LIST", WavBytes.Ramp(9)), WavBytes.Chunk("fmt ", WavBytes.Extensible(1)), WavBytes.Chunk("data", WavBytes.Ramp(64)));
        int read = 0;
        for (int run = 0; run < 20_000; run++)
        {
            byte[] file = [.. proper];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            try
            {
                await using PcmAudio audio = await WavReader.OpenAsync(new MemoryStream(file), Timeout);
                Assert.InRange((await ReadAsync(audio)).Length, 0, file.Length);
                read++;
            }
            catch (AudioFormatException)
            {
                // Damaged beyond reading, and said so.
            }
        }

        Assert.InRange(read, 1_000, 19_000); // Otherwise this test does not test what it says.
    }

    [Fact]
    public async Task Open_Cancelled_Stops() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WavReader.OpenAsync(new MemoryStream(WavBytes.Simple([])), new CancellationToken(true)));

    [Fact]
    public async Task Dispose_Opened_DisposesTheFile()
    {
        var file = new PipeLikeStream(WavBytes.Simple([]), 10);

        await (await WavReader.OpenAsync(file, Timeout)).DisposeAsync();

        Assert.True(file.IsDisposed);
    }

    private static async Task RefusesAsync(byte[] file, string named)
    {
        AudioFormatException e = await Assert.ThrowsAsync<AudioFormatException>(() => WavReader.OpenAsync(new MemoryStream(file), Timeout));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
        Assert.Contains("ffmpeg -i in -ar 16000 -ac 1 -c:a pcm_s16le out.wav", e.Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> ReadAsync(PcmAudio audio)
    {
        using var all = new MemoryStream();
        await audio.Data.CopyToAsync(all, Timeout);
        return all.ToArray();
    }
}
