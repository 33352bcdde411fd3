using System.Text;

namespace Mimi.Frames;

/// <summary>Reads heads of HTTP/1.1 messages, WebSocket frames and plain bytes off one stream. One read at a time.</summary>
internal sealed class WireReader(Stream stream)
{
    private const int MaxHeadBytes = 65_536;
    private const int MaxFrameBytes = 67_108_864;
    private const int ReadBytes = 16_384;

    private byte[] _buffer = new byte[ReadBytes];
    private int _start;
    private int _end;

    private Span<byte> Waiting => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads the head of a request or a response, up to and with its empty line.</summary>
    /// <returns><see langword="null"/> if the stream ends first.</returns>
    /// <exception cref="InvalidDataException">It is too long.</exception>
    public async ValueTask<string?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = Waiting.IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (Waiting.Length > MaxHeadBytes)
            {
                throw new InvalidDataException($"The head of an HTTP message is longer than {MaxHeadBytes} bytes.");
            }

            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        return Encoding.Latin1.GetString(Take(length + 4).Span);
    }

    /// <summary>Reads one whole frame.</summary>
    /// <returns><see langword="null"/> if the stream ends first.</returns>
    /// <exception cref="InvalidDataException">It is too long.</exception>
    public async ValueTask<Frame?> ReadFrameAsync(CancellationToken cancellationToken)
    {
        FrameHead head;
        while (!FrameHead.TryRead(Waiting, out head) || Waiting.Length < head.Bytes + head.PayloadBytes)
        {
            if (head.PayloadBytes is < 0 or > MaxFrameBytes)
            {
                throw new InvalidDataException($"A WebSocket frame is longer than {MaxFrameBytes} bytes.");
            }

            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        return new Frame(head, Take(head.Bytes + (int)head.PayloadBytes));
    }

    /// <summary>Reads what there is, at least one byte and at most a number of them.</summary>
    /// <returns>The bytes, lent until the next read; none at the end of the stream.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> ReadSomeAsync(int most, CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        return Take(Math.Min(most, _end - _start));
    }

    private Memory<byte> Take(int count)
    {
        Memory<byte> taken = _buffer.AsMemory(_start, count);
        _start += count;
        return taken;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_buffer.Length - _end < ReadBytes / 2)
        {
            // What was lent stays as it is until the next read, which is this one.
            byte[] target = _end - _start > _buffer.Length / 2 ? new byte[2 * _buffer.Length] : _buffer;
            _buffer.AsSpan(_start, _end - _start).CopyTo(target);
            (_buffer, _end, _start) = (target, _end - _start, 0);
        }

        int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }
}
