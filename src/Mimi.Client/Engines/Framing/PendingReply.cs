namespace Mimi.Client.Engines.Framing;

/// <summary>Room for one control frame that waits to be written. Nothing is held until the first one comes.</summary>
internal sealed class PendingReply
{
    private readonly Lock _gate = new();
    private byte[]? _payload;
    private byte[]? _frame;
    private int _length;
    private FrameOpcode _opcode;
    private volatile bool _isWaiting;

    public bool IsWaiting => _isWaiting;

    /// <summary>Replaces what waits: of several pings only the last needs an answer (RFC 6455, section 5.5.3).</summary>
    public void Set(FrameOpcode opcode, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            _payload ??= new byte[FrameHeader.MaxControlPayloadBytes];
            payload.CopyTo(_payload);
            _length = payload.Length;
            _opcode = opcode;
            _isWaiting = true;
        }
    }

    /// <summary>Makes a frame of what waits; it is empty if nothing does. It lasts until the next call.</summary>
    public ReadOnlyMemory<byte> Take(uint maskKey, out FrameOpcode opcode)
    {
        lock (_gate)
        {
            opcode = _opcode;
            if (!_isWaiting || _payload is null)
            {
                return default;
            }

            _isWaiting = false;
            _frame ??= new byte[FrameHeader.MaxBytes + FrameHeader.MaxControlPayloadBytes];
            int headerBytes = new FrameHeader(opcode, IsFinal: true, _length).WriteMasked(_frame, maskKey);
            FrameMask.Copy(_payload.AsSpan(0, _length), _frame.AsSpan(headerBytes), maskKey);
            return _frame.AsMemory(0, headerBytes + _length);
        }
    }
}
