using System.Buffers.Binary;

namespace Mimi.Frames;

/// <summary>The head of a WebSocket frame (RFC 6455, section 5.2).</summary>
/// <param name="Kind">The opcode.</param>
/// <param name="IsFinal">Whether it ends its message.</param>
/// <param name="IsMasked">Whether the payload is masked, as a client's is.</param>
/// <param name="Bytes">The length of the head, mask included.</param>
/// <param name="PayloadBytes">The length of what follows it.</param>
internal readonly record struct FrameHead(FrameKind Kind, bool IsFinal, bool IsMasked, int Bytes, long PayloadBytes)
{
    public const int MaskBytes = 4;

    private const int ShortBytes = 2;
    private const int Length16 = 126;
    private const int Length64 = 127;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHead head)
    {
        head = default;
        if (bytes.Length < ShortBytes)
        {
            return false;
        }

        int length = bytes[1] & 0x7F;
        bool isMasked = (bytes[1] & 0x80) != 0;
        int size = ShortBytes + (length switch { Length16 => sizeof(ushort), Length64 => sizeof(ulong), _ => 0 }) + (isMasked ? MaskBytes : 0);
        if (bytes.Length < size)
        {
            return false;
        }

        long payload = length switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(bytes[ShortBytes..]),
            Length64 => BinaryPrimitives.ReadInt64BigEndian(bytes[ShortBytes..]),
            _ => length,
        };
        head = new((FrameKind)(bytes[0] & 0x0F), (bytes[0] & 0x80) != 0, isMasked, size, payload);
        return true;
    }
}
