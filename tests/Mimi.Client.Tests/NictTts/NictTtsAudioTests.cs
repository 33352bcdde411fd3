using System.Buffers.Binary;
using Mimi.Client.NictTts;

namespace Mimi.Client.Tests.NictTts;

public sealed class NictTtsAudioTests
{
    private static readonly byte[] Samples = [1, 0, 2, 0, 3, 0, 4, 0];

    [Fact]
    public void ToPcm_Wav_IsTheSamplesAndTheHeadersFormat()
    {
        NictTtsPcm pcm = Audio(Wav(Samples, rate: 8_000, channels: 2)).ToPcm();

        Assert.Equal(Samples, pcm.Data.ToArray());
        Assert.Equal(MimiAudioFormat.Pcm(8_000, 2), pcm.Format);
        Assert.Equal(TimeSpan.FromSeconds(2 / 8_000.0), pcm.Duration);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [InlineData(9u)]
    public void ToPcm_SizeThatAStreamingWriterLeft_IsTheRest(uint size) =>
        Assert.Equal(Samples, Audio(Wav(Samples, dataSize: size)).ToPcm().Data.ToArray());

    [Fact]
    public void ToPcm_ChunksAroundTheData_ArePassedOver()
    {
        byte[] file = [.. Wav(Samples, before: [(byte)'L', (byte)'I', (byte)'S', (byte)'T', 3, 0, 0, 0, 9, 9, 9, 0]), (byte)'L', (byte)'I', (byte)'S', (byte)'T', 0, 0, 0, 0];

        Assert.Equal(Samples, Audio(file).ToPcm().Data.ToArray());
    }

    [Fact]
    public void ToPcm_ExtensibleFormat_IsRead() =>
        Assert.Equal(Samples, Audio(Wav(Samples, coding: 0xFFFE, extension: [22, 0, 16, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113])).ToPcm().Data.ToArray());

    [Fact]
    public void ToPcm_HalfASampleAtTheEnd_IsLeftOut() =>
        Assert.Equal(Samples, Audio([.. Wav(Samples, dataSize: 0), 7]).ToPcm().Data.ToArray());

    [Theory]
    [InlineData("WAV")]
    [InlineData("RAW")]
    public void ToPcm_NoHeader_IsWhatMimiPlays(string format)
    {
        NictTtsPcm pcm = Audio([.. Samples, 5], format).ToPcm();

        Assert.Equal(Samples, pcm.Data.ToArray());
        Assert.Equal(MimiAudioFormat.Pcm16k, pcm.Format);
    }

    [Fact]
    public void ToPcm_BigEndian_IsTurnedRound() =>
        Assert.Equal(Samples, new NictTtsAudio(new byte[] { 0, 1, 0, 2, 0, 3, 0, 4 }, null, NictTtsAudioFormat.Raw, NictTtsEndianness.Big).ToPcm().Data.ToArray());

    [Fact]
    public void ToPcm_WavWithHeader_IsLittleEndianWhateverWasAsked() =>
        Assert.Equal(Samples, new NictTtsAudio(Wav(Samples), null, NictTtsAudioFormat.Wav, NictTtsEndianness.Big).ToPcm().Data.ToArray());

    [Theory]
    [InlineData("ADPCM")]
    [InlineData("Speex")]
    [InlineData("Opus")]
    public void ToPcm_OtherCoding_IsRefused(string format) =>
        Assert.Contains(format, Assert.Throws<InvalidOperationException>(() => Audio(Samples, format).ToPcm()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(3, 32)]
    [InlineData(1, 8)]
    [InlineData(17, 4)]
    public void ToPcm_WavOfOtherSamples_IsRefused(ushort coding, ushort bits) =>
        Assert.Throws<MimiSerializationException>(() => Audio(Wav(Samples, coding: coding, bits: bits)).ToPcm());

    [Fact]
    public void ToPcm_EveryBrokenHeader_IsRefusedOrRead()
    {
        byte[] file = Wav(Samples);
        for (int length = 12; length < 44; length++)
        {
            NictTtsAudio cut = Audio(file[..length]);
            Assert.True(cut.IsWav);
            Assert.Throws<MimiSerializationException>(() => cut.ToPcm());
        }

        byte[] noFormat = [.. file[..12], .. file[36..]];
        Assert.Throws<MimiSerializationException>(() => Audio(noFormat).ToPcm());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void IsWav_TooShort_IsFalse(int length) => Assert.False(Audio(Wav(Samples)[..length]).IsWav);

    private static NictTtsAudio Audio(byte[] bytes, string format = "WAV") => new(bytes, null, new NictTtsAudioFormat(format));

    private static byte[] Wav(
        byte[] samples, int rate = 16_000, short channels = 1, ushort coding = 1, ushort bits = 16, uint? dataSize = null, byte[]? before = null, byte[]? extension = null)
    {
        extension ??= [];
        byte[] format = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(format, coding);
        BinaryPrimitives.WriteInt16LittleEndian(format.AsSpan(2), channels);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(4), rate);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(8), rate * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), bits);
        byte[] size = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, dataSize ?? (uint)samples.Length);
        return
        [
            .. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. before ?? [],
            .. "fmt "u8, (byte)(16 + extension.Length), 0, 0, 0, .. format, .. extension,
            .. "data"u8, .. size, .. samples,
        ];
    }
}
