using System.Buffers.Binary;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>Puts bits into bytes, the most significant first. The room is that of the constructor; what does not fit is an error of the caller.</summary>
internal sealed class BitWriter(int maxBytes)
{
    private readonly byte[] _bytes = new byte[maxBytes + sizeof(uint)];
    private ulong _pending; // Its lowest _pendingBits bits are still to be written; fewer than 32 between calls.
    private int _pendingBits;
    private int _length;

    /// <summary>Gets what was written. Only whole bytes: <see cref="Align"/> first.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        _length = 0;
        _pendingBits = 0;
    }

    /// <param name="value">No bit above <paramref name="bits"/> is set.</param>
    /// <param name="bits">0 to 32.</param>
    public void Write(uint value, int bits)
    {
        _pending = _pending << bits | value;
        _pendingBits += bits;
        if (_pendingBits >= 32)
        {
            _pendingBits -= 32;
            BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_length), (uint)(_pending >> _pendingBits));
            _length += sizeof(uint);
        }
    }

    public void WriteSigned(int value, int bits) => Write((uint)value & (uint)((1UL << bits) - 1), bits);

    public void WriteZeros(uint bits)
    {
        for (; bits > 32; bits -= 32)
        {
            Write(0, 32);
        }

        Write(0, (int)bits);
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Align()
    {
        Write(0, -_pendingBits & 7);
        for (; _pendingBits > 0; _pendingBits -= 8)
        {
            _bytes[_length++] = (byte)(_pending >> (_pendingBits - 8));
        }
    }
}
