using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mimi.Speech.Voices;

/// <summary>Reads the WAV files that Open JTalk writes: 16 bits, one channel, 48,000 Hz.</summary>
internal static class WaveFile
{
    private const int HeaderBytes = 12;
    private const int ChunkHeaderBytes = 8;
    private const int FormatBytes = 16;

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static short[] Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8))
        {
            throw new InvalidDataException("it is not a WAV file");
        }

        bool isFormatRight = false;
        for (file = file[HeaderBytes..]; file.Length >= ChunkHeaderBytes;)
        {
            ReadOnlySpan<byte> name = file[..4];
            int size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(file[4..]), (uint)(file.Length - ChunkHeaderBytes));
            ReadOnlySpan<byte> chunk = file.Slice(ChunkHeaderBytes, size);
            if (name.SequenceEqual("fmt "u8))
            {
                isFormatRight = IsFormatRight(chunk);
            }
            else if (name.SequenceEqual("data"u8))
            {
                return isFormatRight ? Samples(chunk) : throw new InvalidDataException("it is not 16-bit PCM, 48,000 Hz, one channel");
            }

            file = file[Math.Min(file.Length, ChunkHeaderBytes + size + (size & 1))..];
        }

        throw new InvalidDataException("it has no samples");
    }

    private static bool IsFormatRight(ReadOnlySpan<byte> format) =>
        format.Length >= FormatBytes
        && BinaryPrimitives.ReadInt16LittleEndian(format) == 1
        && BinaryPrimitives.ReadInt16LittleEndian(format[2..]) == 1
        && BinaryPrimitives.ReadInt32LittleEndian(format[4..]) == Decimator.InputRate
        && BinaryPrimitives.ReadInt16LittleEndian(format[14..]) == 16;

    private static short[] Samples(ReadOnlySpan<byte> data)
    {
        var samples = new short[data.Length / sizeof(short)];
        MemoryMarshal.Cast<byte, short>(data[..(samples.Length * sizeof(short))]).CopyTo(samples);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(samples, samples);
        }

        return samples;
    }
}
