using System.Buffers.Binary;
using System.Text;

namespace Mimi.Client.Tests.Support;

/// <summary>Frames byte by byte, right ones and wrong ones (RFC 6455, section 5.2).</summary>
internal static class RawFrame
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    public static byte[] Server(int opcode, byte[] payload, bool final = true) => [(byte)((final ? 0x80 : 0) | opcode), .. Length(payload.Length), .. payload];

    public static byte[] Server(int opcode, string payload, bool final = true) => Server(opcode, Encoding.UTF8.GetBytes(payload), final);

    public static byte[] ServerClose(int code, string reason = "") => Server(Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>Reads a client's frame, slowly and plainly.</summary>
    public static (int Opcode, bool Final, byte[] Payload) ReadClient(ReadOnlySpan<byte> frame)
    {
        Assert.True((frame[1] & 0x80) != 0, "A client's frame is masked.");
        int length = frame[1] & 0x7F;
        int position = 2;
        if (length == 126)
        {
            length = BinaryPrimitives.ReadUInt16BigEndian(frame[2..]);
            position = 4;
        }
        else if (length == 127)
        {
            length = (int)BinaryPrimitives.ReadUInt64BigEndian(frame[2..]);
            position = 10;
        }

        byte[] key = frame.Slice(position, 4).ToArray();
        byte[] payload = frame[(position + 4)..].ToArray();
        Assert.Equal(length, payload.Length);
        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] ^= key[i % 4];
        }

        return (frame[0] & 0x0F, (frame[0] & 0x80) != 0, payload);
    }

    private static byte[] Length(int length)
    {
        if (length < 126)
        {
            return [(byte)length];
        }

        return length <= 65_535
            ? [126, (byte)(length >> 8), (byte)length]
            : [127, 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
    }
}
