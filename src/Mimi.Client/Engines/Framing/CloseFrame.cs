using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Unicode;

namespace Mimi.Client.Engines.Framing;

/// <summary>What a close frame says: a code and a reason, or nothing (RFC 6455, section 5.5.1).</summary>
internal sealed record CloseFrame(WebSocketCloseStatus Status, string? Reason)
{
    private const int MaxReasonBytes = FrameHeader.MaxControlPayloadBytes - sizeof(ushort);

    /// <summary>RFC 6455, section 7.4.1.</summary>
    public static CloseFrame ForViolation { get; } = new(WebSocketCloseStatus.ProtocolError, null);

    /// <summary>Reads any code as it came; no payload is told from code 1000.</summary>
    public static CloseFrame Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return new(WebSocketCloseStatus.Empty, null);
        }

        if (payload.Length < sizeof(ushort))
        {
            throw FrameViolation.Of("a close frame carries one byte, which is no close code");
        }

        ReadOnlySpan<byte> reason = payload[sizeof(ushort)..];
        if (!Utf8.IsValid(reason))
        {
            throw FrameViolation.Of("the reason of a close frame is not UTF-8");
        }

        return new((WebSocketCloseStatus)BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(reason));
    }

    /// <summary>Makes a payload, if this may be sent.</summary>
    /// <exception cref="ArgumentException">The code may not be sent, or the reason is longer than 123 bytes of UTF-8, or has no code to go with.</exception>
    public byte[] ToPayload()
    {
        if (Status == WebSocketCloseStatus.Empty)
        {
            return string.IsNullOrEmpty(Reason) ? [] : throw new ArgumentException("A close without a code can have no reason.");
        }

        // RFC 6455, section 7.4: the codes left out stand for things that happened, and are never sent.
        if ((int)Status is < 1000 or > 4999 or 1004 or 1006 or 1015)
        {
            throw new ArgumentException($"A client may not send the close code {(int)Status}; use one of 1000 to 4999, but not 1004, 1006 or 1015.");
        }

        string reason = Reason ?? string.Empty;
        int reasonBytes = Encoding.UTF8.GetByteCount(reason);
        if (reasonBytes > MaxReasonBytes)
        {
            throw new ArgumentException($"The reason is {reasonBytes} bytes long in UTF-8; a close frame has room for {MaxReasonBytes}.");
        }

        byte[] payload = new byte[sizeof(ushort) + reasonBytes];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)Status);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(sizeof(ushort)));
        return payload;
    }
}
