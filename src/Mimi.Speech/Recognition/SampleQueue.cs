using System.Buffers;

namespace Mimi.Speech.Recognition;

/// <summary>Samples that wait to be heard, in pieces as they came.</summary>
internal sealed class SampleQueue
{
    private readonly Queue<(float[] Samples, int Length)> _pieces = new();
    private int _read; // Of the first piece.

    public long Count { get; private set; }

    /// <summary>Gets how many samples are left of the piece that came first.</summary>
    public int FirstPiece => _pieces.TryPeek(out var first) ? first.Length - _read : 0;

    public void Add(ReadOnlySpan<float> samples)
    {
        if (samples.Length > 0)
        {
            float[] copy = ArrayPool<float>.Shared.Rent(samples.Length);
            samples.CopyTo(copy);
            _pieces.Enqueue((copy, samples.Length));
            Count += samples.Length;
        }
    }

    /// <summary>Copies as many samples as there are, at most a buffer full, and leaves them in the queue.</summary>
    public int Peek(Span<float> buffer)
    {
        int copied = 0, skip = _read;
        foreach ((float[] samples, int length) in _pieces)
        {
            int take = Math.Min(length - skip, buffer.Length - copied);
            samples.AsSpan(skip, take).CopyTo(buffer[copied..]);
            copied += take;
            skip = 0;
            if (copied == buffer.Length)
            {
                break;
            }
        }

        return copied;
    }

    public void Remove(int count)
    {
        Count -= count;
        _read += count;
        while (_pieces.TryPeek(out var first) && _read >= first.Length)
        {
            _read -= first.Length;
            ArrayPool<float>.Shared.Return(_pieces.Dequeue().Samples);
        }
    }

    public void Clear()
    {
        Remove((int)Count);
    }
}
