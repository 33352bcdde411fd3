using System.Buffers.Binary;

namespace Mimi.Speech.Bench;

/// <summary>Reads 16-bit, 16 kHz, one-channel WAV files.</summary>
internal static class Wave
{
    public static float[] Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        for (int at = 12; at + 8 <= bytes.Length;)
        {
            int size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
            if (bytes.AsSpan(at, 4).SequenceEqual("data"u8))
            {
                size = Math.Min(size, bytes.Length - at - 8);
                var samples = new float[size / 2];
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at + 8 + (2 * i))) / 32768f;
                }

                return samples;
            }

            at += 8 + size + (size & 1);
        }

        throw new InvalidDataException($"{path} has no data chunk.");
    }
}
