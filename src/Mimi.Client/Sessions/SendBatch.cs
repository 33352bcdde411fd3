using System.Buffers;
using System.Net.WebSockets;
using Mimi.Wire;

namespace Mimi.Client.Sessions;

/// <summary>Audio and commands in the order in which they go out. Audio is one stream of bytes; each command stays a message of its own.</summary>
internal sealed class SendBatch
{
    private const int SmallBytes = 4_096;

    private readonly List<Run> _runs = [];
    private byte[] _array = [];
    private int _taken;
    private int _run;

    public int Length { get; private set; }

    public bool IsEmpty => Length == 0;

    public bool IsTaken => _run == _runs.Count;

    public void Append(ReadOnlySpan<byte> data, WebSocketMessageType type)
    {
        Reserve(data.Length);
        data.CopyTo(_array.AsSpan(Length));
        Length += data.Length;
        if (type == WebSocketMessageType.Binary && _runs.Count > 0 && _runs[^1].Type == type)
        {
            _runs[^1] = new(type, Length); // Chunks that wait together share frames.
        }
        else
        {
            _runs.Add(new(type, Length));
        }
    }

    /// <summary>Takes the next frame. An audio frame that is cut off at the limit ends with a whole sample.</summary>
    /// <param name="audioSent">How much audio of the stream went out before; counted on.</param>
    /// <param name="sampleBytes">The size of one sample of every channel.</param>
    /// <param name="frame">The frame, valid until the batch is cleared.</param>
    /// <param name="type">The frame's type.</param>
    /// <returns><see langword="false"/> at the end of the batch.</returns>
    public bool TryTake(ref long audioSent, int sampleBytes, out ReadOnlyMemory<byte> frame, out WebSocketMessageType type)
    {
        if (IsTaken)
        {
            (frame, type) = (default, default);
            return false;
        }

        (type, int end) = _runs[_run];
        int length = end - _taken;
        if (length > RecognitionWire.MaxFrameBytes)
        {
            length = RecognitionWire.MaxFrameBytes;
            length -= (int)((audioSent + length) % sampleBytes);
        }

        frame = _array.AsMemory(_taken, length);
        _taken += length;
        _run += _taken == end ? 1 : 0;
        audioSent += type == WebSocketMessageType.Binary ? length : 0;
        return true;
    }

    public void Clear()
    {
        _runs.Clear();
        Length = _taken = _run = 0;
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
        if (Length + more > _array.Length)
        {
            byte[] grown = ArrayPool<byte>.Shared.Rent(Math.Max(Length + more, Math.Max(SmallBytes, _array.Length * 2)));
            _array.AsSpan(0, Length).CopyTo(grown);
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

    private readonly record struct Run(WebSocketMessageType Type, int End);
}
