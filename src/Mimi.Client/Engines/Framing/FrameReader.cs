using System.Net.WebSockets;

namespace Mimi.Client.Engines.Framing;

/// <summary>Turns a server's bytes into frames. It does no I/O: its owner reads into <see cref="NextTarget"/> and says how much came.</summary>
internal sealed class FrameReader
{
    /// <summary>As large as the buffer of the HTTP connection below, which smaller reads would be copied through.</summary>
    public const int ReadAheadBytes = 4_096;

    private readonly byte[] _readAhead = GC.AllocateUninitializedArray<byte>(ReadAheadBytes);
    private int _start;
    private int _end;
    private bool _readsDirectly;

    private bool _inMessage;
    private bool _inPayload;
    private bool _isFinal;
    private long _remaining;
    private (int Start, int Length) _control;

    /// <summary>Gets what the current message is.</summary>
    public WebSocketMessageType MessageType { get; private set; }

    /// <summary>Gets whether the last <see cref="FrameReadResult.Data"/> ended a message.</summary>
    public bool EndOfMessage { get; private set; }

    /// <summary>Gets which control frame was read last.</summary>
    public FrameOpcode ControlOpcode { get; private set; }

    /// <summary>Gets the payload of the last <see cref="FrameReadResult.Control"/>, until more is read.</summary>
    public ReadOnlySpan<byte> ControlPayload => _readAhead.AsSpan(_control.Start, _control.Length);

    /// <summary>Gets whether all that is left of a frame was read already, or a whole short one.</summary>
    public bool HasFrame
    {
        get
        {
            ReadOnlySpan<byte> unread = _readAhead.AsSpan(_start, _end - _start);
            return _inPayload ? unread.Length >= _remaining : FrameHeader.IsWhole(unread);
        }
    }

    /// <summary>Goes as far as what was read goes.</summary>
    /// <param name="destination">Takes the payload of data frames.</param>
    /// <param name="filled">How much of <paramref name="destination"/> is filled.</param>
    /// <exception cref="WebSocketException">The server broke the protocol.</exception>
    public FrameReadResult Read(Span<byte> destination, ref int filled)
    {
        while (true)
        {
            if (_inPayload)
            {
                int count = (int)Math.Min(Math.Min(_end - _start, destination.Length - filled), _remaining);
                _readAhead.AsSpan(_start, count).CopyTo(destination[filled..]);
                _start += count;
                _remaining -= count;
                filled += count;
                return EndPayload(filled == destination.Length);
            }

            ReadOnlySpan<byte> unread = _readAhead.AsSpan(_start, _end - _start);
            if (!FrameHeader.TryRead(unread, out FrameHeader header, out int headerBytes))
            {
                return FrameReadResult.NeedsMore;
            }

            if (header.IsControl)
            {
                return ReadControl(header, headerBytes, unread.Length);
            }

            _start += headerBytes;
            BeginPayload(header);
        }
    }

    /// <summary>Where the next bytes belong: a large payload goes straight to its destination, all else is read ahead.</summary>
    public Memory<byte> NextTarget(Memory<byte> destination)
    {
        int direct = _inPayload ? (int)Math.Min(_remaining, destination.Length) : 0;
        _readsDirectly = direct >= ReadAheadBytes;
        if (_readsDirectly)
        {
            return destination[..direct];
        }

        // What is left is less than a control frame: payload goes to its destination before more is read.
        _readAhead.AsSpan(_start, _end - _start).CopyTo(_readAhead);
        _end -= _start;
        _start = 0;
        return _readAhead.AsMemory(_end);
    }

    /// <summary>Takes note of what was read into <see cref="NextTarget"/>, and returns how much of it is in the destination already.</summary>
    public int Accept(int count)
    {
        if (_readsDirectly)
        {
            _remaining -= count;
            return count;
        }

        _end += count;
        return 0;
    }

    private void BeginPayload(FrameHeader header)
    {
        if (header.Opcode == FrameOpcode.Continuation)
        {
            if (!_inMessage)
            {
                throw FrameViolation.Of("a continuation frame came, but no message had begun");
            }
        }
        else if (_inMessage)
        {
            throw FrameViolation.Of("a message began inside another");
        }
        else
        {
            MessageType = header.Opcode == FrameOpcode.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
        }

        _inMessage = true;
        _inPayload = true;
        _isFinal = header.IsFinal;
        _remaining = header.PayloadLength;
    }

    private FrameReadResult EndPayload(bool isFull)
    {
        EndOfMessage = _remaining == 0 && _isFinal;
        if (_remaining == 0)
        {
            _inPayload = false;
            _inMessage = !_isFinal;
            return FrameReadResult.Data;
        }

        return isFull ? FrameReadResult.Data : FrameReadResult.NeedsMore;
    }

    private FrameReadResult ReadControl(FrameHeader header, int headerBytes, int available)
    {
        int length = (int)header.PayloadLength;
        if (available < headerBytes + length)
        {
            return FrameReadResult.NeedsMore;
        }

        ControlOpcode = header.Opcode;
        _control = (_start + headerBytes, length);
        _start += headerBytes + length;
        return FrameReadResult.Control;
    }
}
