using System.Buffers;
using System.Buffers.Binary;
using Mimi.Audio.Flac;
using Mimi.Audio.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Audio.Tests.Flac;

public sealed class FlacDecoderTests
{
    [Fact]
    public void Decode_OwnStreamsInPiecesOfAnySize_GivesBackEverySample()
    {
        var signals = new Signals(3, Speech.Kennedy());
        for (int i = 0; i < 300; i++)
        {
            var one = FlacCase.Next(signals);

            Assert.True(one.Pcm.AsSpan().SequenceEqual(Decode(one.Stream, signals.Random)), $"{i}: {one.Options}");
        }
    }

    [Fact]
    public async Task Decode_StreamsOfTheProgramFlac_GivesBackEverySample()
    {
        Assert.SkipUnless(FlacProgram.IsInstalled, "This test needs the program flac, of the Debian package of that name.");

        foreach ((byte[] stream, byte[] pcm, int bits) in await FlacSeeds.OfProgramAsync(TestTimeout.Token))
        {
            Assert.Equal(To16Bits(pcm, bits), Decode(stream, new Random(1)));
        }
    }

    [Fact]
    public void Decode_OneByteAtATime_GivesABlockWithItsLastByte()
    {
        byte[] stream = FlacCase.Encode(new() { BlockFrames = 1_600 }, Speech.Kennedy()[..4_800], new Random(1));
        var pcm = new ArrayBufferWriter<byte>();
        var decoder = new FlacDecoder();

        decoder.Write(stream.AsSpan(0, stream.Length - 1), pcm);

        Assert.Equal(3_200, decoder.DecodedFrames);
        decoder.Write(stream.AsSpan(stream.Length - 1), pcm);
        Assert.Equal(4_800, decoder.DecodedFrames);
        decoder.Complete();
    }

    [Fact]
    public void StreamInfo_Begin_IsThereBeforeTheAudio()
    {
        byte[] stream = FlacCase.Encode(new() { SampleRate = 44_100, Channels = 2 }, [1, 2], new Random(1));
        var decoder = new FlacDecoder();

        decoder.Write(stream.AsSpan(0, 41), new ArrayBufferWriter<byte>());
        Assert.Null(decoder.StreamInfo);
        decoder.Write(stream.AsSpan(41, 1), new ArrayBufferWriter<byte>());

        Assert.Equal(new FlacStreamInfo(44_100, 2, 16, null), decoder.StreamInfo);
        Assert.Equal(new PcmFormat(44_100, 2), decoder.StreamInfo!.Format);
    }

    [Fact]
    public void TryDecodeBlock_ManyBlocksInOnePiece_GivesThemOneByOne()
    {
        ReadOnlySpan<byte> stream = FlacCase.Encode(new() { BlockFrames = 4_096 }, new short[409_600], new Random(1));
        var pcm = new ArrayBufferWriter<byte>();
        var decoder = new FlacDecoder();
        int blocks = 0;
        while (decoder.TryDecodeBlock(ref stream, pcm))
        {
            blocks++;
            Assert.Equal(8_192, pcm.WrittenCount);
            pcm.ResetWrittenCount();
        }

        Assert.Equal(100, blocks);
        Assert.True(stream.IsEmpty);
    }

    [Fact]
    public void Write_EveryBitOfABlockFlipped_IsNoticed()
    {
        byte[] stream = FlacCase.Encode(new() { BlockFrames = 256 }, Speech.Kennedy()[20_000..20_256], new Random(1));
        for (int bit = 42 * 8; bit < stream.Length * 8; bit++)
        {
            byte[] damaged = [.. stream];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Throws<AudioFormatException>(() => Decode(damaged, new Random(1))); // Damaged, or cut off where a size became larger.
        }
    }

    [Fact]
    public void Complete_CutAnywhere_IsAnErrorUnlessBetweenBlocks()
    {
        byte[] stream = FlacCase.Encode(new() { BlockFrames = 64 }, Speech.Kennedy()[20_000..20_128], new Random(1));
        int accepted = 0;
        for (int length = 0; length < stream.Length; length++)
        {
            var decoder = new FlacDecoder();
            decoder.Write(stream.AsSpan(0, length), new ArrayBufferWriter<byte>());
            try
            {
                decoder.Complete();
                accepted++;
            }
            catch (AudioFormatException e)
            {
                Assert.Contains(length < 42 ? "before its audio begins" : "within a block", e.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(2, accepted); // After the head, and after the first block.
    }

    [Fact]
    public void Write_AfterAnError_Throws()
    {
        var decoder = new FlacDecoder();
        Assert.Throws<AudioFormatException>(() => decoder.Write("RIFF"u8, new ArrayBufferWriter<byte>()));

        Assert.Throws<InvalidOperationException>(() => decoder.Write("fLaC"u8, new ArrayBufferWriter<byte>()));
        Assert.Throws<InvalidOperationException>(decoder.Complete);
    }

    [Theory]
    [InlineData(0, 16, "0 Hz")]
    [InlineData(1_048_575, 16, "1048575 Hz")]
    [InlineData(16_000, 32, "32-bit")]
    [InlineData(16_000, 3, "3-bit")]
    public void Write_StreamOfAnotherKind_IsNamed(int rate, int bits, string named)
    {
        byte[] stream = FlacCase.Encode(new(), [1, 2, 3], new Random(1));
        BinaryPrimitives.WriteUInt64BigEndian(stream.AsSpan(18), (ulong)rate << 44 | (ulong)(bits - 1) << 36);

        Assert.Contains(named, Assert.Throws<AudioFormatException>(() => Decode(stream, new Random(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TagsBeforeAndAfterTheAudio_AreSkipped()
    {
        byte[] stream = FlacCase.Encode(new(), [1, 2, 3], new Random(1));
        stream[4] = 0; // Another block follows,
        BinaryPrimitives.WriteUInt64BigEndian(stream.AsSpan(18), (16_000UL << 44) | (15UL << 36) | 3); // and the length is known.
        byte[] tagged = [.. stream.AsSpan(0, 42), 0x84, 0x01, 0x11, 0x70, .. new byte[70_000], .. stream.AsSpan(42), .. "TAG"u8, .. new byte[125]];

        Assert.Equal([1, 0, 2, 0, 3, 0], Decode(tagged, new Random(1)));
    }

    [Fact]
    public async Task Write_HostileStreams_EndInAudioOrAFormatError()
    {
        Assert.SkipUnless(FlacProgram.IsInstalled, "This test needs the program flac, of the Debian package of that name.");
        byte[][] proper = [.. FlacSeeds.Own(50, seed: 4), .. (await FlacSeeds.OfProgramAsync(TestTimeout.Token)).Select(static one => one.Stream)];
        var fuzz = new FlacFuzz(5, proper);
        for (int i = 0; i < 3_000; i++)
        {
            fuzz.Next();
        }

        Assert.InRange(fuzz.Refused, 1_500, 2_990); // Otherwise this test does not test what it says.
    }

    [Fact]
    public void Write_LongSilenceInFewBytes_KeepsMemoryBounded()
    {
        ReadOnlySpan<byte> stream = FlacCase.Encode(new() { BlockFrames = 4_096 }, new short[16_000 * 600], new Random(1));
        var pcm = new ArrayBufferWriter<byte>(8_192);
        var decoder = new FlacDecoder();
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (decoder.TryDecodeBlock(ref stream, pcm))
        {
            pcm.ResetWrittenCount();
        }

        Assert.Equal(16_000 * 600, decoder.DecodedFrames);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000); // The PCM has 19 MB.
    }

    private static byte[] Decode(ReadOnlySpan<byte> stream, Random random)
    {
        var pcm = new ArrayBufferWriter<byte>();
        var decoder = new FlacDecoder();
        while (!stream.IsEmpty)
        {
            int piece = Math.Min(stream.Length, random.Next(1, 1 << random.Next(1, 16)));
            decoder.Write(stream[..piece], pcm);
            stream = stream[piece..];
        }

        decoder.Complete();
        return pcm.WrittenSpan.ToArray();
    }

    private static byte[] To16Bits(byte[] pcm, int bits) => bits switch
    {
        8 => [.. pcm.SelectMany(static value => new byte[] { 0, value })],
        24 => [.. pcm.Chunk(3).SelectMany(static sample => Rounded(sample[0] | sample[1] << 8 | (sbyte)sample[2] << 16))],
        _ => pcm,
    };

    private static byte[] Rounded(int sample)
    {
        int rounded = Math.Min(short.MaxValue, (sample + 128) >> 8);
        return [(byte)rounded, (byte)(rounded >> 8)];
    }
}
