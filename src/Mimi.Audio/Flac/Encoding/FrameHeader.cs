using System.Numerics;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>Writes what comes before the subframes (RFC 9639, section 9.1).</summary>
internal static class FrameHeader
{
    /// <summary>The longest header: 4 bytes, 7 for the number, 2 for the block size, 2 for the rate, 1 check.</summary>
    public const int MaxBytes = 16;

    private const uint Sync = 0b11_1111_1111_1110;
    private const uint SixteenBits = 0b100;
    private const uint SizeIn8Bits = 6;
    private const uint SizeIn16Bits = 7;

    /// <param name="bits">Empty; the header is what it begins with.</param>
    /// <param name="options">What the stream is.</param>
    /// <param name="assignment">What the subframes hold.</param>
    /// <param name="frames">The size of the block.</param>
    /// <param name="number">The number of the block, or of its first sample where blocks vary.</param>
    public static void Write(BitWriter bits, FlacEncoderOptions options, ChannelAssignment assignment, int frames, ulong number)
    {
        uint sizeCode = SizeCode(frames);
        int rateCode = FlacSampleRate.CodeOf(options.SampleRate);
        bits.Write(Sync << 2 | (options.HasVariableBlocks ? 1u : 0u), 16);
        bits.Write(sizeCode << 4 | (uint)rateCode, 8);
        bits.Write((uint)assignment << 4 | SixteenBits << 1, 8);
        CodedNumber.Write(bits, number);
        if (sizeCode is SizeIn8Bits or SizeIn16Bits)
        {
            bits.Write((uint)frames - 1, sizeCode == SizeIn8Bits ? 8 : 16);
        }

        WriteRate(bits, options.SampleRate, rateCode);
        bits.Align();
        bits.Write(Crc8.Of(bits.Written), 8);
    }

    private static uint SizeCode(int frames)
    {
        if (frames == 192)
        {
            return 1;
        }

        if (frames % 576 == 0 && BitOperations.IsPow2(frames / 576) && frames <= 4_608)
        {
            return 2 + (uint)BitOperations.Log2((uint)frames / 576);
        }

        if (BitOperations.IsPow2(frames) && frames is >= 256 and <= 32_768)
        {
            return (uint)BitOperations.Log2((uint)frames);
        }

        return frames <= 256 ? SizeIn8Bits : SizeIn16Bits;
    }

    private static void WriteRate(BitWriter bits, int rate, int code)
    {
        switch (code)
        {
            case FlacSampleRate.KilohertzCode:
                bits.Write((uint)rate / 1_000, 8);
                break;
            case FlacSampleRate.HertzCode:
                bits.Write((uint)rate, 16);
                break;
            case FlacSampleRate.TensOfHertzCode:
                bits.Write((uint)rate / 10, 16);
                break;
        }
    }
}
