using System.Buffers;
using System.Runtime.InteropServices;
using Mimi.Audio.Flac;

namespace Mimi.Audio.Tests.Support;

/// <summary>One input of the encoder, everything about it random, and what came out.</summary>
internal sealed record FlacCase(FlacEncoderOptions Options, short[] Samples, byte[] Stream)
{
    private static readonly int[] Rates = [1, 8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 65_535, 65_540, 96_000, 192_000, 254_000, 655_350];

    public byte[] Pcm => MemoryMarshal.AsBytes<short>(Samples).ToArray();

    public static FlacCase Next(Signals signals)
    {
        Random random = signals.Random;
        int channels = random.Next(1, 3);
        int rate = Rates[random.Next(Rates.Length)];
        var options = new FlacEncoderOptions
        {
            SampleRate = rate,
            Channels = channels,
            Level = random.Next(9),
            HasVariableBlocks = random.Next(3) == 0,
            BlockFrames = random.Next(3) switch { 0 => random.Next(16, rate > 48_000 ? 16_385 : 4_609), 1 => 16 << random.Next(9), _ => null },
        };
        int length = random.Next(4) switch { 0 => random.Next(1, 40), 1 => random.Next(1, 2_000), _ => random.Next(1, 20_000) };
        short[] first = signals.Next(length);
        short[] samples = channels == 1 ? first : Signals.Interleave(first, signals.Beside(first));
        return new(options, samples, Encode(options, samples, random));
    }

    /// <summary>Encodes samples in pieces of random size; where blocks vary, with flushes between them.</summary>
    public static byte[] Encode(FlacEncoderOptions options, short[] samples, Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new FlacEncoder(options);
        ReadOnlySpan<byte> rest = MemoryMarshal.AsBytes<short>(samples);
        while (!rest.IsEmpty)
        {
            int piece = Math.Min(rest.Length, random.Next(1, 1 << random.Next(1, 16)));
            encoder.Write(rest[..piece], output);
            rest = rest[piece..];
            if (options.HasVariableBlocks && random.Next(4) == 0)
            {
                encoder.Flush(output);
            }
        }

        encoder.Complete(output);
        return output.WrittenSpan.ToArray();
    }
}
