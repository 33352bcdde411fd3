using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mimi.Client.Engines.Framing;

/// <summary>The bytes in front of a frame's payload (RFC 6455, section 5.2).</summary>
internal readonly record struct FrameHeader(FrameOpcode Opcode, bool IsFinal, long PayloadLength)
{
    public const int MaxBytes = 14;
    public const int MaxControlPayloadBytes = 125;

    private const int Length16 = 126;
    private const int Length64 = 127;
    private const int FinalBit = 0x80;
    private const int MaskBit = 0x80;

    public bool IsControl => Opcode >= FrameOpcode.Close;

    /// <summary>Reads a server's header; <see langword="false"/> if <paramref name="bytes"/> end before it does.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header, out int headerBytes)
    {
        header = default;
        headerBytes = 2;
        if (bytes.Length < headerBytes)
        {
            return false;
        }

        int length = bytes[1] & 0x7F;
        CheckFirstBytes(bytes[0], bytes[1], length);
        headerBytes = length switch { Length16 => 4, Length64 => 10, _ => 2 };
        if (bytes.Length < headerBytes)
        {
            return false;
        }

        long payloadLength = length switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Length64 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => length,
        };
        if (payloadLength < 0)
        {
            throw FrameViolation.OfHeader("a length of 64 bits has its first bit set");
        }

        header = new((FrameOpcode)(bytes[0] & 0x0F), (bytes[0] & FinalBit) != 0, payloadLength);
        return true;
    }

    /// <summary>Whether a server's frame of less than 64 KiB is whole, whatever else may be wrong with it.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes) => bytes.Length >= 2 && (bytes[1] & 0x7F) switch
    {
        Length64 => false,
        Length16 => bytes.Length >= 4 && bytes.Length >= 4 + BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
        int length => bytes.Length >= 2 + length,
    };

    /// <summary>Writes a client's header, which ends with the mask key, and returns its length.</summary>
    public int WriteMasked(Span<byte> destination, uint maskKey)
    {
        destination[0] = (byte)((IsFinal ? FinalBit : 0) | (int)Opcode);
        int length;
        if (PayloadLength <= MaxControlPayloadBytes)
        {
            destination[1] = (byte)(MaskBit | (int)PayloadLength);
            length = 2;
        }
        else if (PayloadLength <= ushort.MaxValue)
        {
            destination[1] = MaskBit | Length16;
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)PayloadLength);
            length = 4;
        }
        else
        {
            destination[1] = MaskBit | Length64;
            BinaryPrimitives.WriteInt64BigEndian(destination[2..], PayloadLength);
            length = 10;
        }

        MemoryMarshal.Write(destination[length..], maskKey);
        return length + sizeof(uint);
    }

    private static void CheckFirstBytes(byte first, byte second, int length)
    {
        if ((first & 0x70) != 0)
        {
            throw FrameViolation.OfHeader("reserved bits are set, but no extension was agreed on");
        }

        if ((first & 0x0F) is (> 2 and < 8) or > 10)
        {
            throw FrameViolation.OfHeader("the opcode is unknown");
        }

        if ((second & MaskBit) != 0)
        {
            throw FrameViolation.OfHeader("a server's frame is masked");
        }

        if ((first & 0x0F) >= (int)FrameOpcode.Close)
        {
            if ((first & FinalBit) == 0)
            {
                throw FrameViolation.OfHeader("a control frame is fragmented");
            }

            if (length > MaxControlPayloadBytes)
            {
                throw FrameViolation.OfHeader("a control frame carries more than 125 bytes");
            }
        }
    }
}
