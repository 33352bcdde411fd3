using System.Buffers;
using Mimi.Wire;

namespace Mimi.Client.Sessions;

/// <summary>Audio and commands in the order in which they go out. Audio is one stream of bytes; each command stays a message of its own.</summary>
internal sealed class SendBatch
{
    private const int SmallBytes = 4_096;

    private readonly List<SendRun> _runs = [];
    private byte[] _array = [];
    private int _end;
    private int _run;

    /// <summary>Gets how many bytes were appended and not taken out again.</summary>
    public int Length { get; private set; }

    public bool IsEmpty => _runs.Count == 0;

    public bool IsTaken => _run == _runs.Count;

    public void Append(ReadOnlySpan<byte> data, SendKind kind, long position)
    {
        Reserve(data.Length);
        data.CopyTo(_array.AsSpan(_end));
        if (kind == SendKind.Audio && _runs.Count > 0 && _runs[^1] is { Kind: SendKind.Audio } last && last.Start + last.Length == _end)
        {
            _runs[^1] = last with { Length = last.Length + data.Length }; // Chunks that wait together share frames.
        }
        else
        {
            _runs.Add(new(kind, _end, data.Length, position));
        }

        _end += data.Length;
        Length += data.Length;
    }

    /// <summary>Takes the next frame. An audio frame that is cut off at the limit ends with a whole sample.</summary>
    /// <param name="sampleBytes">The size of one sample of every channel.</param>
    /// <param name="frame">The frame, valid until the batch is cleared.</param>
    /// <returns><see langword="false"/> at the end of the batch.</returns>
    public bool TryTake(int sampleBytes, out SendFrame frame)
    {
        if (IsTaken)
        {
            frame = default;
            return false;
        }

        SendRun run = _runs[_run];
        int length = run.Length;
        if (length > RecognitionWire.MaxFrameBytes)
        {
            length = RecognitionWire.MaxFrameBytes;
            length -= (int)((run.Position + length) % sampleBytes);
        }

        frame = new(_array.AsMemory(run.Start, length), run.Kind, run.Position);
        _runs[_run] = run.From(length);
        _run += length == run.Length ? 1 : 0;
        return true;
    }

    public void Clear()
    {
        _runs.Clear();
        Length = _end = _run = 0;
    }

    /// <summary>Gives back what a burst made the empty batch grow to.</summary>
    public void Trim()
    {
        if (_array.Length > SmallBytes)
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
        if (_end + more > _array.Length)
        {
            byte[] grown = ArrayPool<byte>.Shared.Rent(Math.Max(_end + more, Math.Max(SmallBytes, _array.Length * 2)));
            _array.AsSpan(0, _end).CopyTo(grown);
            Replace(grown);
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
