using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Mimi.Speech.Bench.Serving;

namespace Mimi.Speech.Bench.Scripted;

/// <summary>Frames made once and sent by everybody, each session in an order of its own. The mask is zero, which RFC 6455 allows, so that the audio need not be touched again.</summary>
internal sealed class AudioFrames
{
    private const int Variants = 64;

    private readonly byte[][] _frames = new byte[Variants][];
    private readonly short[][] _samples = new short[Variants][];

    public AudioFrames(TimeSpan chunk)
    {
        Samples = (int)(chunk.TotalSeconds * CountingStream.SampleRate);
        var random = new Random(6);
        for (int i = 0; i < Variants; i++)
        {
            byte[] payload = new byte[Samples * 2];
            random.NextBytes(payload);
            _samples[i] = MemoryMarshal.Cast<byte, short>(payload).ToArray();
            _frames[i] = Frame(0x2, payload);
        }
    }

    public static byte[] Break { get; } = Frame(0x1, """{"command":"recog-break"}"""u8);

    public static byte[] Close { get; } = Frame(0x8, [0x03, 0xE8]);

    public int Samples { get; }

    public byte[] Of(int session, int chunk) => _frames[Variant(session, chunk)];

    /// <summary>Says what the server must have heard.</summary>
    public string Expect(int session, int chunks)
    {
        var digest = new AudioDigest();
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            digest.Add(_samples[Variant(session, chunk)]);
        }

        return digest.ToString();
    }

    private static int Variant(int session, int chunk) => ((session * 7) + (chunk * 5)) % Variants;

    private static byte[] Frame(byte opcode, ReadOnlySpan<byte> payload)
    {
        int header = payload.Length < 126 ? 6 : 8;
        byte[] frame = new byte[header + payload.Length];
        frame[0] = (byte)(0x80 | opcode);
        frame[1] = (byte)(0x80 | (header == 6 ? payload.Length : 126));
        if (header == 8)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }

        payload.CopyTo(frame.AsSpan(header));
        return frame;
    }
}
