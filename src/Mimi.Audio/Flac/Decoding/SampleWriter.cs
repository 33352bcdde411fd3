using System.Buffers;
using System.Buffers.Binary;

namespace Mimi.Audio.Flac.Decoding;

/// <summary>Puts the channels side by side, 16 bits a sample.</summary>
internal static class SampleWriter
{
    public static void Write(int[][] channels, int frames, int bits, IBufferWriter<byte> pcm)
    {
        int bytes = frames * channels.Length * sizeof(short);
        Span<byte> target = pcm.GetSpan(bytes)[..bytes];
        for (int channel = 0; channel < channels.Length; channel++)
        {
            ReadOnlySpan<int> samples = channels[channel].AsSpan(0, frames);
            int at = channel * sizeof(short);
            int step = channels.Length * sizeof(short);
            foreach (int sample in samples)
            {
                BinaryPrimitives.WriteInt16LittleEndian(target[at..], bits == 16 ? (short)sample : Round(sample, bits));
                at += step;
            }
        }

        pcm.Advance(bytes);
    }

    private static short Round(int sample, int bits)
    {
        int shift = bits - 16;
        long value = shift <= 0 ? (long)sample << -shift : ((long)sample + (1 << (shift - 1))) >> shift;
        return (short)Math.Clamp(value, short.MinValue, short.MaxValue);
    }
}
