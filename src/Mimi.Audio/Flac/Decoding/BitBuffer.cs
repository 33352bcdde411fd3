using System.Buffers.Binary;
using System.Numerics;

namespace Mimi.Audio.Flac.Decoding;

/// <summary>The part of the stream that is being read. It holds a bounded number of bytes, and drops them when they were read.</summary>
internal sealed class BitBuffer
{
    private const int MaxBytes = 16_384;

    private readonly byte[] _bytes = new byte[MaxBytes];
    private int _end;      // In bytes.
    private int _position; // In bits.
    private int _checked;  // The bytes before this one are in the check.
    private ushort _check;
    private uint _zeros;   // Those of a Rice code whose end has not come yet.

    private int BitsLeft => (8 * _end) - _position;

    /// <summary>Takes some more of the stream.</summary>
    /// <returns>How many bytes were taken: all, or as many as there is room for.</returns>
    public int Fill(ReadOnlySpan<byte> stream)
    {
        UpdateCheck();
        int read = _position / 8;
        _bytes.AsSpan(read, _end - read).CopyTo(_bytes);
        _end -= read;
        _position -= 8 * read;
        _checked = 0;
        int taken = Math.Min(stream.Length, MaxBytes - _end);
        stream[..taken].CopyTo(_bytes.AsSpan(_end));
        _end += taken;
        return taken;
    }

    public bool Has(int bits) => BitsLeft >= bits;

    /// <summary>Reads a number.</summary>
    /// <param name="bits">0 to 32, and not more than there are.</param>
    public uint Read(int bits)
    {
        uint value = (uint)(Peek(_position) >> 1 >> (63 - bits));
        _position += bits;
        return value;
    }

    /// <param name="bits">1 to 32, and not more than there are.</param>
    public int ReadSigned(int bits) => (int)(Read(bits) << (32 - bits)) >> (32 - bits);

    /// <summary>Skips whole bytes.</summary>
    /// <returns>How many: as many as there are, up to <paramref name="bytes"/>.</returns>
    public int Skip(int bytes)
    {
        int skipped = Math.Min(bytes, BitsLeft / 8);
        _position += 8 * skipped;
        return skipped;
    }

    /// <summary>Reads numbers of a fixed width.</summary>
    /// <returns>How many were there, up to the length of <paramref name="numbers"/>.</returns>
    public int ReadSigned(Span<int> numbers, int bits)
    {
        if (bits == 0)
        {
            numbers.Clear();
            return numbers.Length;
        }

        int count = Math.Min(numbers.Length, BitsLeft / bits);
        for (int i = 0; i < count; i++)
        {
            numbers[i] = ReadSigned(bits);
        }

        return count;
    }

    /// <summary>Reads numbers in Rice codes of one parameter, 0 to 30.</summary>
    /// <returns>How many were there, up to the length of <paramref name="numbers"/>. One that is cut off is read on by the next call.</returns>
    public int ReadRice(Span<int> numbers, int parameter)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            ulong ahead = Peek(_position);
            int left = BitsLeft;
            int zeros = BitOperations.LeadingZeroCount(ahead);
            if (zeros + 1 + parameter > Math.Min(left, 57) || _zeros != 0)
            {
                if (!TryReadLongRice(parameter, out numbers[i]))
                {
                    return i;
                }

                continue;
            }

            uint rest = (uint)(ahead << zeros << 1 >> 1 >> (63 - parameter));
            _position += zeros + 1 + parameter;
            numbers[i] = Unfold((uint)zeros << parameter | rest);
        }

        return numbers.Length;
    }

    /// <summary>Goes on to the next whole byte.</summary>
    /// <returns>Whether what was passed was zeros.</returns>
    public bool Align() => Read(-_position & 7) == 0;

    /// <summary>Begins a check at the next byte.</summary>
    public void BeginCheck()
    {
        _checked = _position / 8;
        _check = 0;
    }

    /// <summary>Tells the check of all bytes that were read since it began.</summary>
    public ushort Check()
    {
        UpdateCheck();
        return _check;
    }

    private static int Unfold(uint folded) => (int)(folded >> 1) ^ -(int)(folded & 1);

    private bool TryReadLongRice(int parameter, out int number)
    {
        number = 0;
        int zeros;
        while ((zeros = Math.Min(BitOperations.LeadingZeroCount(Peek(_position)), Math.Min(32, BitsLeft))) > 0)
        {
            _position += zeros;
            _zeros += (uint)zeros;
            if (_zeros > uint.MaxValue >> parameter)
            {
                throw FlacError.Damaged("a residual is larger than any sample");
            }
        }

        if (BitsLeft < 1 + parameter)
        {
            return false;
        }

        _position++;
        number = Unfold(_zeros << parameter | Read(parameter));
        _zeros = 0;
        return true;
    }

    /// <summary>The bits from a position on, the next one highest: at least 57 of them, with zeros for those that have not come yet.</summary>
    private ulong Peek(int position)
    {
        int at = position >> 3;
        if (at <= MaxBytes - sizeof(ulong) && at + sizeof(ulong) <= _end)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(_bytes.AsSpan(at)) << (position & 7);
        }

        ulong bits = 0;
        for (int i = 0; i < sizeof(ulong) && at + i < _end; i++)
        {
            bits |= (ulong)_bytes[at + i] << (56 - (8 * i));
        }

        return bits << (position & 7);
    }

    private void UpdateCheck()
    {
        int until = _position / 8;
        if (until > _checked)
        {
            _check = Crc16.Continue(_check, _bytes.AsSpan(_checked, until - _checked));
        }

        _checked = until;
    }
}
