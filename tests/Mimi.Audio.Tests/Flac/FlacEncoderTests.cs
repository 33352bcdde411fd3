using System.Buffers;
using System.Runtime.InteropServices;
using Mimi.Audio.Flac;
using Mimi.Audio.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Audio.Tests.Flac;

public sealed class FlacEncoderTests
{
    private const string NeedsFlac = "This test needs the program flac, of the Debian package of that name.";

    [Theory]
    [InlineData(20_260_101)]
    [InlineData(20_260_102)]
    public async Task Encode_RandomAndRealInput_FlacGivesBackEverySample(int seed)
    {
        Assert.SkipUnless(FlacProgram.IsInstalled, NeedsFlac);
        var signals = new Signals(seed, Speech.Kennedy());
        FlacCase[] cases = [.. Enumerable.Range(0, 150).Select(_ => FlacCase.Next(signals))];

        byte[][] decoded = await FlacProgram.DecodeAsync([.. cases.Select(static one => one.Stream)], TestTimeout.Token);

        Assert.All(cases.Zip(decoded), static pair => Assert.True(pair.First.Pcm.AsSpan().SequenceEqual(pair.Second), pair.First.Options.ToString()));
    }

    [Fact]
    public async Task Encode_SpeechAtLevel5_IsAsSmallAsFlacMakesIt()
    {
        Assert.SkipUnless(FlacProgram.IsInstalled, NeedsFlac);
        short[] speech = Speech.Kennedy();

        int theirs = (await FlacProgram.EncodeAsync(MemoryMarshal.AsBytes<short>(speech).ToArray(), 16_000, 1, ["-5"], TestTimeout.Token)).Length;

        Assert.InRange(Encode(speech, new()).Length, 0, theirs * 1.02);
    }

    [Fact]
    public void Encode_SpeechByLevel_HigherOnesAreNotLarger()
    {
        short[] speech = Speech.Kennedy();

        int[] sizes = [.. Enumerable.Range(0, 9).Select(level => Encode(speech, new() { Level = level }).Length)];

        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.InRange(sizes[0], 0, speech.Length * 2 * 0.7);
    }

    [Fact]
    public void Encode_Silence_IsNextToNothing() => Assert.InRange(Encode(new short[160_000], new()).Length, 42, 1_400);

    [Fact]
    public void Encode_Noise_IsNotMuchLargerThanPcm()
    {
        byte[] noise = new byte[64_000];
        new Random(1).NextBytes(noise);
        short[] samples = MemoryMarshal.Cast<byte, short>(noise).ToArray();

        Assert.All(Enumerable.Range(0, 9), level => Assert.InRange(Encode(samples, new() { Level = level }).Length, 64_000, 64_000 + 42 + (28 * 16)));
    }

    [Fact]
    public void Encode_TwoEqualChannels_TakesHardlyMoreThanOne()
    {
        short[] speech = Speech.Kennedy();

        Assert.All([1, 2, 4, 5, 8], level => Assert.InRange(
            Encode(Signals.Interleave(speech, speech), new() { Channels = 2, Level = level }).Length, 0, (Encode(speech, new() { Level = level }).Length * 1.02) + 100));
    }

    [Fact]
    public void Write_LessThanABlock_WaitsAndTells()
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new FlacEncoder(new() { BlockFrames = 1_600, Channels = 2 });

        encoder.Write(new byte[6_399], output);

        Assert.Equal(42, output.WrittenCount); // Only what the stream is.
        Assert.Equal(6_399, encoder.BufferedBytes);
        Assert.Equal(1_599, encoder.BufferedFrames);

        encoder.Write(new byte[2], output);

        Assert.True(output.WrittenCount > 42);
        Assert.Equal(1, encoder.BufferedBytes);
        Assert.Equal(0, encoder.BufferedFrames);
    }

    [Fact]
    public void Complete_WithARemainder_WritesItAsAShorterBlock()
    {
        short[] speech = Speech.Kennedy()[..5_000];

        byte[] pcm = Decode(Encode(speech, new()));

        Assert.Equal(MemoryMarshal.AsBytes<short>(speech).ToArray(), pcm);
    }

    [Fact]
    public void Complete_WithoutAudio_IsAStreamOfNothing() => Assert.Empty(Decode(Encode([], new())));

    [Fact]
    public void Complete_HalfAFrame_DropsIt()
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new FlacEncoder(new() { Channels = 2 });
        encoder.Write([1, 2, 3, 4, 5, 6, 7], output);

        encoder.Complete(output);

        Assert.Equal([1, 2, 3, 4], Decode(output.WrittenSpan.ToArray()));
        Assert.Equal(0, encoder.BufferedBytes);
    }

    [Fact]
    public void Flush_VariableBlocks_GivesAllThatWasWritten()
    {
        short[] speech = Speech.Kennedy()[..1_000];
        var output = new ArrayBufferWriter<byte>();
        var encoder = new FlacEncoder(new() { HasVariableBlocks = true });
        encoder.Write(speech, output);

        int waiting = encoder.Flush(output);

        Assert.Equal(0, waiting);
        Assert.Equal(MemoryMarshal.AsBytes<short>(speech).ToArray(), Decode(output.WrittenSpan.ToArray()));
    }

    [Fact]
    public void Flush_FewerThan16Frames_KeepsThem()
    {
        var encoder = new FlacEncoder(new() { HasVariableBlocks = true });
        var output = new ArrayBufferWriter<byte>();
        encoder.Write(new short[15], output);

        Assert.Equal(15, encoder.Flush(output));
    }

    [Fact]
    public void Flush_BlocksOfOneSize_IsAnErrorThatHelps() =>
        Assert.Contains("HasVariableBlocks", Assert.Throws<InvalidOperationException>(() => new FlacEncoder().Flush(new ArrayBufferWriter<byte>())).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_AfterComplete_Throws()
    {
        var encoder = new FlacEncoder();
        var output = new ArrayBufferWriter<byte>();
        encoder.Complete(output);

        Assert.Throws<InvalidOperationException>(() => encoder.Write(new byte[2], output));
        Assert.Throws<InvalidOperationException>(() => encoder.Complete(output));
    }

    [Fact]
    public void Write_SteadyState_AllocatesNothing()
    {
        short[] speech = Speech.Kennedy();
        var output = new ArrayBufferWriter<byte>(speech.Length * 4);
        var encoder = new FlacEncoder(new() { Level = 8 });
        encoder.Write(speech, output);
        output.ResetWrittenCount();
        long before = GC.GetAllocatedBytesForCurrentThread();

        encoder.Write(speech, output);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    [InlineData(655_360)]
    [InlineData(96_001)]
    public void SampleRate_FlacCannotState_IsAnError(int rate) => Assert.Throws<ArgumentOutOfRangeException>(() => new FlacEncoderOptions { SampleRate = rate });

    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(96_000)]
    [InlineData(254_000)]
    [InlineData(655_350)]
    public void SampleRate_FlacCanState_IsKept(int rate) => Assert.Equal(rate, DecodeInfo(Encode([1, 2, 3], new() { SampleRate = rate })).SampleRate);

    [Theory]
    [InlineData(-1)]
    [InlineData(9)]
    public void Level_OutsideItsRange_IsAnError(int level) => Assert.Throws<ArgumentOutOfRangeException>(() => new FlacEncoderOptions { Level = level });

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Channels_OutsideTheirRange_IsAnError(int channels) => Assert.Throws<ArgumentOutOfRangeException>(() => new FlacEncoderOptions { Channels = channels });

    [Theory]
    [InlineData(15)]
    [InlineData(16_385)]
    public void BlockFrames_OutsideTheirRange_IsAnError(int frames) => Assert.Throws<ArgumentOutOfRangeException>(() => new FlacEncoderOptions { BlockFrames = frames });

    [Fact]
    public void Constructor_BlocksTooLargeForTheSubset_IsAnError()
    {
        Assert.Throws<ArgumentException>("options", () => new FlacEncoder(new() { BlockFrames = 4_609 }));
        Assert.Equal(0, new FlacEncoder(new() { BlockFrames = 16_384, SampleRate = 96_000 }).BufferedFrames);
    }

    private static byte[] Encode(short[] samples, FlacEncoderOptions options)
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new FlacEncoder(options);
        encoder.Write(samples, output);
        encoder.Complete(output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Decode(byte[] stream)
    {
        var pcm = new ArrayBufferWriter<byte>();
        var decoder = new FlacDecoder();
        decoder.Write(stream, pcm);
        decoder.Complete();
        return pcm.WrittenSpan.ToArray();
    }

    private static FlacStreamInfo DecodeInfo(byte[] stream)
    {
        var decoder = new FlacDecoder();
        decoder.Write(stream, new ArrayBufferWriter<byte>());
        return decoder.StreamInfo!;
    }
}
