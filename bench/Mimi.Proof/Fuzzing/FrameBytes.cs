using System.Buffers.Binary;

namespace Mimi.Proof.Fuzzing;

/// <summary>Writes WebSocket frames byte by byte, right ones and wrong ones (RFC 6455, section 5.2).</summary>
internal sealed class FrameBytes(FuzzRandom random, bool isMasked)
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    private const int FinalBit = 0x80;
    private const int MaskBit = 0x80;

    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public void Raw(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Writes a message in fragments cut anywhere, with control frames between them.</summary>
    public void Message(int opcode, ReadOnlySpan<byte> payload, int mostFragments)
    {
        for (int fragments = 1 + random.Below(mostFragments); ; fragments--)
        {
            int count = fragments == 1 ? payload.Length : random.Below(payload.Length + 1);
            Frame(opcode | (fragments == 1 ? FinalBit : 0), payload[..count]);
            payload = payload[count..];
            opcode = Continuation;
            if (fragments == 1)
            {
                return;
            }

            if (random.Percent(30))
            {
                Frame(FinalBit | random.Pick(Ping, Pong), random.Bytes(random.Size(125)));
            }
        }
    }

    public void Control(int opcode, ReadOnlySpan<byte> payload) => Frame(FinalBit | opcode, payload);

    public void CloseWith(int code, ReadOnlySpan<byte> reason) => Control(Close, [(byte)(code >> 8), (byte)code, .. reason]);

    /// <summary>Writes one frame whose header breaks a rule, or promises what does not come.</summary>
    public void Wrong()
    {
        switch (random.Below(8))
        {
            case 0:
                Frame(FinalBit | Text | (0x10 << random.Below(3)), "{}"u8);
                break;
            case 1:
                Frame(FinalBit | random.Pick(3, 4, 5, 6, 7, 11, 12, 15), random.Bytes(random.Size(20)));
                break;
            case 2:
                Header(FinalBit | Text, 2, !isMasked);
                Raw("{}"u8);
                break;
            case 3:
                Frame(random.Pick(Close, Ping, Pong), random.Bytes(2));
                break;
            case 4:
                Header(FinalBit | random.Pick(Close, Ping, Pong), 126 + random.Below(70_000), isMasked);
                break;
            case 5:
                Frame(FinalBit | Continuation, "{}"u8);
                break;
            case 6:
                Raw([(byte)(FinalBit | random.Pick(Text, Binary)), (byte)((isMasked ? MaskBit : 0) | 127), .. random.Bytes(8)]);
                break;
            default:
                Header(FinalBit | random.Pick(Text, Binary), random.Pick(1L, 126, 65_535, 65_536, 262_145, int.MaxValue, uint.MaxValue, long.MaxValue), isMasked);
                break;
        }
    }

    public void Frame(int first, ReadOnlySpan<byte> payload)
    {
        int key = Header(first, payload.Length, isMasked);
        for (int i = 0; i < payload.Length; i++)
        {
            _bytes.Add(isMasked ? (byte)(payload[i] ^ (key >> (24 - (8 * (i & 3))))) : payload[i]);
        }
    }

    /// <returns>The mask key that was written.</returns>
    private int Header(int first, long length, bool masked)
    {
        bool longer = random.Permille(20); // A length need not be as short as it could be for a reader that is lenient.
        int mask = masked ? MaskBit : 0;
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, length);
        _bytes.Add((byte)first);
        if (length < 126 && !(longer && (first & 8) == 0))
        {
            _bytes.Add((byte)(mask | (int)length));
        }
        else if (length <= ushort.MaxValue)
        {
            _bytes.Add((byte)(mask | 126));
            _bytes.AddRange(number[6..]);
        }
        else
        {
            _bytes.Add((byte)(mask | 127));
            _bytes.AddRange(number);
        }

        int key = masked ? (int)random.Next() : 0;
        if (masked)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, key);
            _bytes.AddRange(number[..4]);
        }

        return key;
    }
}
