using System.Buffers;

namespace Mimi.Client.Serialization;

/// <summary>A growable pooled buffer that is reused from message to message and refuses to outgrow a limit.</summary>
internal sealed class PooledBuffer(int maxBytes) : IDisposable
{
    private const int SmallBytes = 4_096;

    private byte[] _array = [];
    private int _written;

    public ReadOnlySpan<byte> Written => _array.AsSpan(0, _written);

    /// <summary>Empties the buffer, and gives back what one large message made it grow to.</summary>
    public void Clear()
    {
        _written = 0;
        if (_array.Length > SmallBytes)
        {
            Replace([]);
        }
    }

    /// <summary>Gets room for at least one more byte; or, at the limit, for the one byte that shows that a message exceeds it.</summary>
    public Memory<byte> GetMemory()
    {
        if (_written == _array.Length)
        {
            byte[] grown = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(_array.Length * 2L, SmallBytes, Math.Max(SmallBytes, maxBytes + 1L)));
            Written.CopyTo(grown);
            Replace(grown);
        }

        return _array.AsMemory(_written, Math.Min(_array.Length, maxBytes + 1) - _written);
    }

    /// <exception cref="MimiSerializationException">The message exceeds the limit.</exception>
    public void Advance(int count)
    {
        _written += count;
        if (_written > maxBytes)
        {
            throw new MimiSerializationException($"A message of the server is larger than the limit of {maxBytes} bytes (MimiSessionOptions.MaxMessageBytes).");
        }
    }

    public void Dispose()
    {
        _written = 0;
        Replace([]);
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
