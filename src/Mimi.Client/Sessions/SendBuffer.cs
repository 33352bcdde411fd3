namespace Mimi.Client.Sessions;

/// <summary>Two batches: callers fill one while the writer sends the other, so what is being written does not count towards the capacity. The queue's lock guards it.</summary>
internal sealed class SendBuffer(int capacity, int sampleBytes, AudioGaps gaps, bool joinsChunks)
{
    private SendBatch _filling = new(joinsChunks);
    private SendBatch _sending = new(joinsChunks);
    private long _audioTaken;

    public int Capacity => capacity;

    /// <summary>Gets how much of the user's audio was taken, in bytes, what was dropped of it included. Needs no lock.</summary>
    public long AudioTaken => Volatile.Read(ref _audioTaken);

    /// <summary>Gets whether nothing waits for the writer.</summary>
    public bool IsEmpty => _filling.IsEmpty;

    /// <summary>Gets whether the writer has nothing left of what it took.</summary>
    public bool IsTaken => _sending.IsTaken;

    /// <summary>Gets whether there is something for <see cref="Trim"/> to give back. For the writer, who needs no lock: it is told again of what grows meanwhile.</summary>
    public bool IsLarge => _filling.IsLarge || _sending.IsLarge;

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
        if (kind == SendKind.Audio)
        {
            Volatile.Write(ref _audioTaken, _audioTaken + data.Length);
        }
    }

    /// <summary>Takes all of a message without a wait, or nothing of it.</summary>
    /// <exception cref="MimiOverloadException">There is no room and, where the oldest audio gives way, not even without any audio.</exception>
    /// <exception cref="ArgumentException">Audio that may not be cut is longer than the buffer.</exception>
    public void TakeAtOnce(ReadOnlySpan<byte> data, SendKind kind, MimiOverload overload)
    {
        if (overload == MimiOverload.DropOldest)
        {
            data = MakeRoom(data, kind);
        }
        else if (kind == SendKind.Audio)
        {
            ThrowIfTooLong(data.Length);
        }

        if (overload == MimiOverload.Fail && Room(data.Length, kind) < data.Length)
        {
            throw new MimiOverloadException(data.Length, capacity);
        }

        Append(data, kind);
    }

    public void ThrowIfTooLong(int length)
    {
        if (length > capacity)
        {
            throw new ArgumentException($"The audio has {length} bytes, and the send buffer room for {capacity}: send at most that, or enlarge MimiSessionOptions.SendBufferBytes.");
        }
    }

    /// <summary>Lets the oldest audio give way, that of the message itself at last.</summary>
    /// <returns>What is left of the message.</returns>
    private ReadOnlySpan<byte> MakeRoom(ReadOnlySpan<byte> data, SendKind kind)
    {
        int excess = _filling.Length + data.Length - capacity;
        if (excess <= 0)
        {
            return data;
        }

        if (kind != SendKind.Audio && excess > _filling.AudioLength && !_filling.IsEmpty)
        {
            throw new MimiOverloadException(data.Length, capacity); // Commands never give way, and nothing waits.
        }

        excess -= _filling.Drop(excess, sampleBytes, gaps);
        return excess > 0 && kind == SendKind.Audio ? Newest(data, excess) : data;
    }

    /// <summary>Leaves out the oldest part of audio that is longer than all room, in whole samples.</summary>
    private ReadOnlySpan<byte> Newest(ReadOnlySpan<byte> data, int excess)
    {
        int begun = (int)(_audioTaken % sampleBytes);
        int first = Math.Min(data.Length, (sampleBytes - begun) % sampleBytes); // The rest of a sample that has begun.
        int count = Math.Min((excess + sampleBytes - 1) / sampleBytes, (data.Length - first) / sampleBytes) * sampleBytes;
        if (count == 0)
        {
            return data;
        }

        if (begun > 0 && _filling.TakeBack(begun))
        {
            gaps.Add(_audioTaken - begun, begun + first + count); // Else that sample, the oldest, would be dropped later, and told behind this gap.
            Volatile.Write(ref _audioTaken, _audioTaken + first + count);
            return data[(first + count)..];
        }

        Append(data[..first], SendKind.Audio);
        gaps.Add(_audioTaken, count);
        Volatile.Write(ref _audioTaken, _audioTaken + count);
        return data[(first + count)..];
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
