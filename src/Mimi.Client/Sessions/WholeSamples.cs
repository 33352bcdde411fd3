namespace Mimi.Client.Sessions;

/// <summary>Lets audio go out in whole samples: half a sample waits for its other half, so that silence cannot come between the two, or for the end. For the one writer.</summary>
internal sealed class WholeSamples(SendQueue queue, int sampleBytes)
{
    private byte[] _begun = [];
    private byte[] _joined = [];
    private int _length;
    private long _position;
    private SendFrame? _behind;

    /// <summary>Takes the next frame to send, which is valid until the next call.</summary>
    /// <returns><see langword="false"/> if nothing can go out now.</returns>
    public bool TryTake(out SendFrame frame)
    {
        if (_behind is { } behind)
        {
            _behind = null;
            frame = behind;
            return true;
        }

        while (queue.TryTakeFrame(out frame))
        {
            if (frame.Kind == SendKind.EndMarker && _length > 0)
            {
                _behind = frame;
                frame = new(_begun.AsMemory(0, _length), SendKind.Audio, _position);
                _length = 0;
                return true;
            }

            if (frame.Kind != SendKind.Audio)
            {
                return true;
            }

            if (_length > 0)
            {
                frame = Join(frame);
            }

            if (frame.Bytes.Length % sampleBytes is > 0 and int rest)
            {
                frame = Hold(frame, rest);
            }

            if (!frame.Bytes.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts what was held in front of what follows on it.</summary>
    private SendFrame Join(in SendFrame frame)
    {
        int length = _length + frame.Bytes.Length;
        if (_joined.Length < length)
        {
            _joined = new byte[length];
        }

        _begun.AsSpan(0, _length).CopyTo(_joined);
        frame.Bytes.Span.CopyTo(_joined.AsSpan(_length));
        _length = 0;
        return new(_joined.AsMemory(0, length), SendKind.Audio, _position);
    }

    private SendFrame Hold(in SendFrame frame, int rest)
    {
        if (_begun.Length == 0)
        {
            _begun = new byte[sampleBytes];
        }

        frame.Bytes.Span[^rest..].CopyTo(_begun);
        (_length, _position) = (rest, frame.Position + frame.Bytes.Length - rest);
        return frame with { Bytes = frame.Bytes[..^rest] };
    }
}
