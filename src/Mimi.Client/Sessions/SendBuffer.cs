namespace Mimi.Client.Sessions;

/// <summary>Two batches: callers fill one while the writer sends the other, so what is being written does not count towards the capacity. The queue's lock guards it.</summary>
internal sealed class SendBuffer(int capacity, int sampleBytes)
{
    private SendBatch _filling = new();
    private SendBatch _sending = new();
    private long _audioTaken;

    public int Capacity => capacity;

    /// <summary>Gets whether nothing waits for the writer.</summary>
    public bool IsEmpty => _filling.IsEmpty;

    /// <summary>Gets whether the writer has nothing left of what it took.</summary>
    public bool IsTaken => _sending.IsTaken;

    /// <summary>How much of a message can be taken now: a short one whole or not at all, longer audio in pieces of whole samples.</summary>
    public int Room(int length, SendKind kind)
    {
        int room = Math.Max(0, capacity - _filling.Length);
        if (length <= room || (_filling.IsEmpty && kind != SendKind.Audio))
        {
            return length;
        }

        return length <= capacity || kind != SendKind.Audio ? 0 : Math.Max(0, room - (int)((_audioTaken + room) % sampleBytes));
    }

    public void Append(ReadOnlySpan<byte> data, SendKind kind)
    {
        if (kind == SendKind.Audio && data.IsEmpty)
        {
            return;
        }

        _filling.Append(data, kind, _audioTaken);
        _audioTaken += kind == SendKind.Audio ? data.Length : 0;
    }

    /// <summary>Gives the writer what was filled, and callers an empty batch.</summary>
    public void Swap()
    {
        _sending.Clear();
        (_sending, _filling) = (_filling, _sending);
    }

    /// <summary>Takes the next frame of what the writer has. Needs no lock: the writer calls it, and <see cref="Swap"/>.</summary>
    public bool TryTake(out SendFrame frame) => _sending.TryTake(sampleBytes, out frame);

    public void Trim()
    {
        _filling.Trim();
        _sending.Trim();
    }

    /// <summary>Gives back what waits.</summary>
    public void ReleaseFilled() => _filling.Release();

    /// <summary>Gives back what the writer has. For the writer, when it has ended.</summary>
    public void ReleaseTaken() => _sending.Release();
}
