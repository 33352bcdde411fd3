using System.Buffers.Binary;

namespace Mimi.Client.Tests.Continuous;

/// <summary>Audio whose every sample tells its place, modulo 65,536. It sounds like noise of one loudness.</summary>
internal static class Voice
{
    private const uint Factor = 40_503;
    private const uint Inverse = 30_599; // Factor * Inverse = 1 modulo 65,536.

    public static byte[] At(long start, int count)
    {
        byte[] audio = new byte[count * 2];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(audio.AsSpan(i * 2), (ushort)((uint)(start + i) * Factor));
        }

        return audio;
    }

    public static byte[] Silence(int count) => new byte[count * 2];

    /// <summary>Reads the place of the first sample of some audio.</summary>
    public static int PlaceOf(ReadOnlySpan<byte> audio) => (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(audio) * Inverse);
}
