using System.Net.WebSockets;

namespace Mimi.Server.Sockets;

/// <summary>Reads the frame headers of what a WebSocket client sends and notices the first frame that breaks the rules, before its payload is here.</summary>
/// <remarks>The BCL's <see cref="WebSocket"/> shows neither the length of a frame nor whether a message was fragmented.</remarks>
internal sealed class FrameRules(int maxFrameBytes, bool refuseFragments)
{
    private readonly FrameHeader _header = new();
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

            _header.Add(received[0]);
            received = received[1..];
            if (_header.IsComplete)
            {
                Judge();
                _header.Clear();
            }
        }
    }

    private void Judge()
    {
        _payloadLeft = _header.PayloadBytes;
        if (_header.IsControl)
        {
            return;
        }

        if (_payloadLeft > (ulong)maxFrameBytes)
        {
            Violated?.Invoke(new(WebSocketCloseStatus.MessageTooBig, $"A frame may carry {maxFrameBytes} bytes."));
        }
        else if (refuseFragments && (_header.Opcode == 0 || !_header.IsFinal))
        {
            Violated?.Invoke(new(WebSocketCloseStatus.ProtocolError, "Messages may not be fragmented."));
        }
    }
}
