using System.Buffers.Binary;
using System.Net.WebSockets;

namespace Mimi.Server.Sockets;

/// <summary>Reads the frame headers of what a WebSocket client sends (RFC 6455, section 5.2) and notices the first frame that breaks the rules, before its payload is here.</summary>
/// <remarks>The BCL's <see cref="WebSocket"/> shows neither the length of a frame nor whether a message was fragmented.</remarks>
internal sealed class FrameRules(int maxFrameBytes, bool refuseFragments)
{
    private const int FinalBit = 0x80;
    private const int MaskBit = 0x80;
    private const int OpcodeBits = 0x0f;
    private const int FirstControlOpcode = 0x8;
    private const int Length16 = 126;
    private const int Length64 = 127;

    private readonly byte[] _header = new byte[14];
    private int _headerBytes;
    private ulong _payloadLeft;

    /// <summary>Gets or sets who is told of each violation. Set it before anything is received.</summary>
    public Action<FrameViolation>? Violated { get; set; }

    public void Observe(ReadOnlySpan<byte> received)
    {
        while (!received.IsEmpty)
        {
            int payload = (int)Math.Min(_payloadLeft, (ulong)received.Length);
            _payloadLeft -= (ulong)payload;
            received = received[payload..];
            if (received.IsEmpty)
            {
                return;
            }

            _header[_headerBytes++] = received[0];
            received = received[1..];
            if (_headerBytes >= 2 && _headerBytes == HeaderLength())
            {
                Judge();
                _headerBytes = 0;
            }
        }
    }

    private int HeaderLength()
    {
        int length = (_header[1] & ~MaskBit) switch { Length16 => 4, Length64 => 10, _ => 2 };
        return (_header[1] & MaskBit) == 0 ? length : length + 4;
    }

    private void Judge()
    {
        _payloadLeft = (_header[1] & ~MaskBit) switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            Length64 => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
            int length => (ulong)length,
        };
        int opcode = _header[0] & OpcodeBits;
        if (opcode >= FirstControlOpcode)
        {
            return;
        }

        if (_payloadLeft > (ulong)maxFrameBytes)
        {
            Violated?.Invoke(new(WebSocketCloseStatus.MessageTooBig, $"A frame may carry {maxFrameBytes} bytes."));
        }
        else if (refuseFragments && (opcode == 0 || (_header[0] & FinalBit) == 0))
        {
            Violated?.Invoke(new(WebSocketCloseStatus.ProtocolError, "Messages may not be fragmented."));
        }
    }
}
