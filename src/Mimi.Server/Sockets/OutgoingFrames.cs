namespace Mimi.Server.Sockets;

/// <summary>Follows the frames that a server sends, and says which may go out: behind a close, only control frames (RFC 6455, section 5.5.1).</summary>
/// <remarks>The BCL's WebSocket answers a client's violation with a close from inside its receive, and writes a message whose sending has begun behind it.</remarks>
internal sealed class OutgoingFrames
{
    private const int Close = 0x8;

    private readonly FrameHeader _header = new();
    private ulong _payloadLeft;
    private bool _isClosed;
    private bool _passes;

    /// <summary>Looks at what is to be written next.</summary>
    /// <param name="bytes">At least one byte.</param>
    /// <param name="passes">Whether it may go out.</param>
    /// <returns>Of how many bytes that is said: the rest of a frame at most.</returns>
    public int Next(ReadOnlySpan<byte> bytes, out bool passes)
    {
        int count = 0;
        while (_payloadLeft == 0 && count < bytes.Length)
        {
            bool isFirst = _header.IsEmpty;
            _header.Add(bytes[count++]);
            if (isFirst)
            {
                _passes = !_isClosed || _header.IsControl;
                _isClosed |= _header.Opcode == Close;
            }

            if (_header.IsComplete)
            {
                _payloadLeft = _header.PayloadBytes;
                _header.Clear();
                break;
            }
        }

        passes = _passes;
        int payload = (int)Math.Min(_payloadLeft, (ulong)(bytes.Length - count));
        _payloadLeft -= (ulong)payload;
        return count + payload;
    }
}
