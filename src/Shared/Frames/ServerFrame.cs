using System.Buffers.Binary;
using System.Text;

namespace Mimi.Frames;

/// <summary>Writes what a server sends: right frames, and wrong ones.</summary>
internal static class ServerFrame
{
    private const int MaxReasonBytes = 123; // RFC 6455, section 5.5: 125 with the code.

    public static byte[] Create(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        byte[] head = Head(kind, payload.Length);
        return [.. head, .. payload];
    }

    public static byte[] Text(string text) => Create(FrameKind.Text, Encoding.UTF8.GetBytes(text));

    /// <param name="code">The code, whatever it is; <see langword="null"/> for a close without one.</param>
    /// <param name="reason">The reason; what does not fit is left out.</param>
    public static byte[] Close(int? code, string? reason = null)
    {
        if (code is null)
        {
            return Create(FrameKind.Close, []);
        }

        byte[] payload = new byte[sizeof(ushort) + MaxReasonBytes];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code.Value);
        Encoding.UTF8.GetEncoder().Convert(reason, payload.AsSpan(sizeof(ushort)), flush: true, out _, out int bytes, out _);
        return Create(FrameKind.Close, payload.AsSpan(0, sizeof(ushort) + bytes));
    }

    /// <summary>A text message in whose middle is a byte that no UTF-8 has there.</summary>
    public static byte[] InvalidUtf8() => Create(FrameKind.Text, [.. """{"type":"asr#"""u8, 0xE3, 0x81, 0x28, .. "\"}"u8]);

    /// <summary>The first half of a text frame.</summary>
    public static byte[] Truncated()
    {
        byte[] begun = """{"type":"asr#mimilvcsr","session_id":"""u8.ToArray();
        return [.. Head(FrameKind.Text, 2 * begun.Length), .. begun];
    }

    private static byte[] Head(FrameKind kind, int payloadBytes)
    {
        byte first = (byte)(0x80 | (int)kind);
        byte[] head;
        switch (payloadBytes)
        {
            case < 126:
                return [first, (byte)payloadBytes];
            case <= ushort.MaxValue:
                head = [first, 126, 0, 0];
                BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)payloadBytes);
                return head;
            default:
                head = [first, 127, 0, 0, 0, 0, 0, 0, 0, 0];
                BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), payloadBytes);
                return head;
        }
    }
}
