using System.Buffers.Binary;

namespace Mimi.Server.Synthesis;

/// <summary>Lays samples out in the bytes that were asked for.</summary>
internal static class SpokenAudio
{
    public const string WavType = "audio/wav";
    public const string RawType = "audio/x-pcm;bit=16;rate=16000;channels=1";

    public static byte[] Encode(ReadOnlySpan<short> samples, bool isWav, bool isBigEndian)
    {
        int dataBytes = samples.Length * sizeof(short);
        int start = isWav ? WavHeader.Bytes : 0;
        byte[] audio = new byte[start + dataBytes];
        if (isWav)
        {
            WavHeader.Write(audio, dataBytes);
        }

        for (int i = 0; i < samples.Length; i++)
        {
            Span<byte> sample = audio.AsSpan(start + (i * sizeof(short)));
            if (isBigEndian)
            {
                BinaryPrimitives.WriteInt16BigEndian(sample, samples[i]);
            }
            else
            {
                BinaryPrimitives.WriteInt16LittleEndian(sample, samples[i]);
            }
        }

        return audio;
    }
}
