using System.Buffers;
using Mimi.Audio.Conversion;
using Mimi.Streams;

namespace Mimi.Audio.Files;

/// <summary>Reads a stream through a conversion, forwards, a bounded piece at a time.</summary>
internal sealed class ConvertedStream(Stream source, IByteConversion conversion, ReadOnlyMemory<byte> start = default) : ForwardStream
{
    private const int PieceBytes = 16_384;

    private readonly byte[] _piece = new byte[PieceBytes];
    private readonly ArrayBufferWriter<byte> _converted = new(PieceBytes);
    private ReadOnlyMemory<byte> _input = start;
    private int _served;
    private bool _mayGoOn = true;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        while (!HasConverted(buffer.Length))
        {
            Take(source.Read(_piece));
        }

        return Serve(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!HasConverted(buffer.Length))
        {
            Take(await source.ReadAsync(_piece, cancellationToken).ConfigureAwait(false));
        }

        return Serve(buffer.Span);
    }

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <returns><see langword="false"/> if the source must be read first.</returns>
    private bool HasConverted(int wanted)
    {
        while (_served == _converted.WrittenCount && wanted > 0 && !_ended)
        {
            if (!_mayGoOn && _input.IsEmpty)
            {
                return false;
            }

            _converted.ResetWrittenCount();
            _served = 0;
            ReadOnlySpan<byte> input = _input.Span;
            _mayGoOn = conversion.TryConvert(ref input, _converted);
            _input = _input[^input.Length..];
        }

        return true;
    }

    private void Take(int read)
    {
        _input = _piece.AsMemory(0, read);
        _mayGoOn = true;
        if (read == 0)
        {
            _converted.ResetWrittenCount();
            _served = 0;
            _ended = true;
            conversion.Complete(_converted);
        }
    }

    private int Serve(Span<byte> buffer)
    {
        ReadOnlySpan<byte> ready = _converted.WrittenSpan[_served..];
        int count = Math.Min(ready.Length, buffer.Length);
        ready[..count].CopyTo(buffer);
        _served += count;
        return count;
    }
}
