using System.Buffers.Binary;

namespace Mimi.Server.Sockets;

/// <summary>The header of a frame (RFC 6455, section 5.2), as it comes byte by byte.</summary>
internal sealed class FrameHeader
{
    private const int FinalBit = 0x80;
    private const int MaskBit = 0x80;
    private const int OpcodeBits = 0x0f;
    private const int FirstControlOpcode = 0x8;
    private const int Length16 = 126;
    private const int Length64 = 127;

    private readonly byte[] _bytes = new byte[14];
    private int _count;

    public bool IsEmpty => _count == 0;

    public bool IsComplete => _count >= 2 && _count == Length();

    /// <summary>Gets what kind of frame it is, from the first byte on.</summary>
    public int Opcode => _bytes[0] & OpcodeBits;

    public bool IsControl => Opcode >= FirstControlOpcode;

    public bool IsFinal => (_bytes[0] & FinalBit) != 0;

    /// <summary>Gets how long the payload is, once the header is complete.</summary>
    public ulong PayloadBytes => (_bytes[1] & ~MaskBit) switch
    {
        Length16 => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(2)),
        Length64 => BinaryPrimitives.ReadUInt64BigEndian(_bytes.AsSpan(2)),
        int length => (ulong)length,
    };

    public void Add(byte next) => _bytes[_count++] = next;

    public void Clear() => _count = 0;

    private int Length()
    {
        int length = (_bytes[1] & ~MaskBit) switch { Length16 => 4, Length64 => 10, _ => 2 };
        return (_bytes[1] & MaskBit) == 0 ? length : length + 4;
    }
}
