using System.Buffers;
using System.Buffers.Binary;
using Mimi.Audio.Flac;

namespace Mimi.Server.Tests.Support;

/// <summary>FLAC as a client makes it, and the PCM it is made of.</summary>
internal static class FlacStreams
{
    private const int FormatOffset = 18;

    /// <summary>Tones of several strengths, with noise: 16-bit samples.</summary>
    public static byte[] Pcm(int samples)
    {
        var random = new Random(samples);
        byte[] pcm = new byte[2 * samples];
        for (int i = 0; i < samples; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(2 * i), (short)((8_000 * Math.Sin(i * 0.05) * Math.Sin(i * 0.0003)) + random.Next(-200, 200)));
        }

        return pcm;
    }

    public static byte[] Encode(ReadOnlySpan<byte> pcm, int rate = 16_000, int channels = 1, int level = 5)
    {
        var encoder = new FlacEncoder(new() { SampleRate = rate, Channels = channels, Level = level });
        var stream = new ArrayBufferWriter<byte>();
        encoder.Write(pcm, stream);
        encoder.Complete(stream);
        return stream.WrittenSpan.ToArray();
    }

    /// <summary>The beginning of a stream of any format.</summary>
    public static byte[] Describe(int rate, int channels, int bits)
    {
        byte[] stream = Encode([]);
        ulong format = ((ulong)rate << 44) | ((ulong)(channels - 1) << 41) | ((ulong)(bits - 1) << 36);
        BinaryPrimitives.WriteUInt64BigEndian(stream.AsSpan(FormatOffset), format);
        return stream;
    }
}
