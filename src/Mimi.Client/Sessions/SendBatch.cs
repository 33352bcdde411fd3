using System.Buffers;
using Mimi.Wire;

namespace Mimi.Client.Sessions;

/// <summary>Audio and commands in the order in which they go out. Audio is one stream of bytes; each command stays a message of its own.</summary>
/// <param name="joinsChunks">Whether chunks that wait together share frames.</param>
internal sealed class SendBatch(bool joinsChunks)
{
    private const int SmallBytes = 4_096;

    private readonly List<SendRun> _runs = [];
    private byte[] _array = [];
    private int _end;
    private int _run;
    private int _firstAudio; // No run before it has audio that can be dropped.

    /// <summary>Gets how many bytes were appended and not taken out again.</summary>
    public int Length { get; private set; }

    /// <summary>Gets how much of it is the user's audio.</summary>
    public int AudioLength { get; private set; }

    public bool IsEmpty => _runs.Count == 0;

    public bool IsTaken => _run == _runs.Count;

    /// <summary>Gets whether there is something for <see cref="Trim"/> to give back.</summary>
    public bool IsLarge => _array.Length > SmallBytes;

    public void Append(ReadOnlySpan<byte> data, SendKind kind, long position)
    {
        Reserve(data.Length);
        data.CopyTo(_array.AsSpan(_end));
        if (joinsChunks && kind == SendKind.Audio && _runs.Count > 0 && _runs[^1] is { Kind: SendKind.Audio } last && last.Start + last.Length == _end && last.Position + last.Length == position)
        {
            _runs[^1] = last with { Length = last.Length + data.Length }; // Chunks that wait together share frames.
        }
        else
        {
            _runs.Add(new(kind, _end, data.Length, position));
        }

        _end += data.Length;
        Length += data.Length;
        AudioLength += kind == SendKind.Audio ? data.Length : 0;
    }

    /// <summary>Takes out the oldest audio, in whole samples, and lets everything else where it is. Costs as much as what it takes out.</summary>
    /// <param name="bytes">How much is to be taken out.</param>
    /// <param name="sampleBytes">The size of one sample of every channel.</param>
    /// <param name="gaps">Is told what was taken out.</param>
    /// <returns>How much was taken out: a little more than asked for, or all that there was.</returns>
    public int Drop(int bytes, int sampleBytes, AudioGaps gaps)
    {
        int dropped = 0;
        while (dropped < bytes && _firstAudio < _runs.Count)
        {
            SendRun run = _runs[_firstAudio];
            int first = (int)((sampleBytes - (run.Position % sampleBytes)) % sampleBytes);
            int whole = run.Kind == SendKind.Audio ? Math.Max(0, run.Length - first) / sampleBytes * sampleBytes : 0;
            if (whole == 0)
            {
                _firstAudio++;
                continue;
            }

            int count = Math.Min(whole, (bytes - dropped + sampleBytes - 1) / sampleBytes * sampleBytes);
            gaps.Add(run.Position + first, count);
            _runs[_firstAudio] = run.From(first + count);
            if (first > 0)
            {
                _runs.Insert(_firstAudio++, run with { Length = first }); // The rest of a sample that has begun to go out.
            }

            dropped += count;
        }

        _firstAudio = Math.Min(_firstAudio, Math.Max(0, _runs.Count - 1)); // The last run may still grow.
        Length -= dropped;
        AudioLength -= dropped;
        return dropped;
    }

    /// <summary>Takes the last bytes out again, if they are audio that is in this batch.</summary>
    /// <returns>Whether they were.</returns>
    public bool TakeBack(int count)
    {
        if (IsEmpty || _runs[^1] is not { Kind: SendKind.Audio } last || last.Length < count)
        {
            return false;
        }

        _runs[^1] = last with { Length = last.Length - count };
        Length -= count;
        AudioLength -= count;
        return true;
    }

    /// <summary>Takes the next frame. An audio frame that is cut off at the limit ends with a whole sample.</summary>
    /// <param name="sampleBytes">The size of one sample of every channel.</param>
    /// <param name="frame">The frame, valid until the batch is cleared.</param>
    /// <returns><see langword="false"/> at the end of the batch.</returns>
    public bool TryTake(int sampleBytes, out SendFrame frame)
    {
        while (!IsTaken && _runs[_run] is { Kind: SendKind.Audio, Length: 0 })
        {
            _run++; // All of it was dropped.
        }

        if (IsTaken)
        {
            frame = default;
            return false;
        }

        SendRun run = _runs[_run];
        int length = run.Length;
        if (length > RecognitionWire.MaxFrameBytes)
        {
            int begun = run.Kind == SendKind.Audio ? (int)(run.Position % sampleBytes) : 0; // What WholeSamples may put in front.
            length = RecognitionWire.MaxFrameBytes - begun;
            length -= (begun + length) % sampleBytes;
        }

        frame = new(_array.AsMemory(run.Start, length), run.Kind, run.Position);
        _runs[_run] = run.From(length);
        _run += length == run.Length ? 1 : 0;
        return true;
    }

    public void Clear()
    {
        _runs.Clear();
        Length = AudioLength = _end = _run = _firstAudio = 0;
    }

    /// <summary>Gives back what a burst made the empty batch grow to.</summary>
    public void Trim()
    {
        if (IsLarge)
        {
            Replace([]);
        }
    }

    /// <summary>Empties the batch and gives its buffer back.</summary>
    public void Release()
    {
        Clear();
        Replace([]);
    }

    private void Reserve(int more)
    {
        if (_end + more <= _array.Length)
        {
            return;
        }

        int dropped = _end - Length;
        if (dropped > 0 && dropped >= Length && Length + more <= _array.Length)
        {
            MoveTo(_array); // Moves no more than was dropped since the last time.
            return;
        }

        byte[] grown = ArrayPool<byte>.Shared.Rent(Math.Max(Length + more, Math.Max(SmallBytes, _array.Length * 2)));
        MoveTo(grown);
        Replace(grown);
    }

    /// <summary>Moves all runs together, to the beginning of an array.</summary>
    private void MoveTo(byte[] array)
    {
        _runs.RemoveAll(static run => run is { Kind: SendKind.Audio, Length: 0 }); // All of it was dropped.
        _end = _firstAudio = 0;
        for (int i = 0; i < _runs.Count; i++)
        {
            SendRun run = _runs[i];
            _array.AsSpan(run.Start, run.Length).CopyTo(array.AsSpan(_end));
            _runs[i] = run with { Start = _end };
            _end += run.Length;
        }
    }

    private void Replace(byte[] array)
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = array;
    }
}
