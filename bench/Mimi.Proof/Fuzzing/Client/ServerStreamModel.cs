using System.Buffers.Binary;
using System.Text.Unicode;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>Reads a server's bytes slowly and plainly, and says what a session must make of them. It shares no code with the client.</summary>
internal sealed class ServerStreamModel
{
    private const int NoCode = 1005;

    private readonly byte[] _bytes;
    private readonly int _maxMessageBytes;
    private readonly List<byte> _message = [];
    private int _position;
    private int _opcode = -1;

    public ServerStreamModel(byte[] bytes, StreamEnd end, int maxMessageBytes)
    {
        _bytes = bytes;
        _maxMessageBytes = maxMessageBytes;
        End = Read() ?? (end == StreamEnd.Silent ? SessionEnd.Open : SessionEnd.Lost);
        End = HasFinal ? SessionEnd.Finished : End;
    }

    /// <summary>Gets the messages that are understood, in order, up to the end.</summary>
    public List<byte[]> Understood { get; } = [];

    /// <summary>Gets whether a message says that it is the last.</summary>
    public bool HasFinal { get; private set; }

    public SessionEnd End { get; }

    /// <summary>Gets the code of the close frame; 1005, which stands for none, if it has none; null if there is no close frame.</summary>
    public int? CloseCode { get; private set; }

    /// <summary>Gets whether the client may see it differently: how a string that is none is read, and whether a binary message that is cut off was noticed.</summary>
    public bool IsVague { get; private set; }

    private SessionEnd? Read()
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = _bytes.AsSpan(_position);
            if (rest.Length < 2)
            {
                return null;
            }

            int opcode = rest[0] & 0x0F;
            bool isFinal = (rest[0] & 0x80) != 0;
            long length = rest[1] & 0x7F;
            if ((rest[0] & 0x70) != 0 || (rest[1] & 0x80) != 0 || opcode is (> 2 and < 8) or > 10 || (opcode >= 8 && (!isFinal || length > 125)))
            {
                return SessionEnd.Violation;
            }

            int header = length switch { 126 => 4, 127 => 10, _ => 2 };
            if (rest.Length < header)
            {
                return null;
            }

            length = length switch { 126 => BinaryPrimitives.ReadUInt16BigEndian(rest[2..]), 127 => BinaryPrimitives.ReadInt64BigEndian(rest[2..]), _ => length };
            if (length < 0)
            {
                return SessionEnd.Violation;
            }

            bool isWhole = length <= rest.Length - header;
            ReadOnlySpan<byte> payload = rest.Slice(header, isWhole ? (int)length : rest.Length - header);
            if ((opcode >= 8 ? isWhole ? Control(opcode, payload) : null : Data(opcode, isFinal, isWhole, payload)) is { } end)
            {
                return end;
            }

            if (!isWhole)
            {
                return null;
            }

            _position += header + payload.Length;
        }
    }

    private SessionEnd? Control(int opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode != FrameBytes.Close)
        {
            return null;
        }

        if (payload.Length == 1 || (payload.Length > 1 && !Utf8.IsValid(payload[2..])))
        {
            return SessionEnd.Violation;
        }

        CloseCode = payload.IsEmpty ? NoCode : BinaryPrimitives.ReadUInt16BigEndian(payload);
        return SessionEnd.ServerClosed;
    }

    private SessionEnd? Data(int opcode, bool isFinal, bool isWhole, ReadOnlySpan<byte> payload)
    {
        if (opcode == FrameBytes.Continuation ? _opcode < 0 : _opcode >= 0)
        {
            return SessionEnd.Violation;
        }

        _opcode = opcode == FrameBytes.Continuation ? _opcode : opcode;
        _message.AddRange(payload);
        if (_opcode == FrameBytes.Binary)
        {
            IsVague |= !isWhole;
            return isWhole ? SessionEnd.NotUnderstood : null;
        }

        if (_message.Count > _maxMessageBytes)
        {
            return SessionEnd.NotUnderstood;
        }

        return isWhole && isFinal ? Message() : null;
    }

    private SessionEnd? Message()
    {
        byte[] message = [.. _message];
        _message.Clear();
        _opcode = -1;
        var expected = ExpectedMessage.Of(message);
        IsVague |= expected.IsUnderstood is null;
        if (expected.IsUnderstood == false)
        {
            return SessionEnd.NotUnderstood;
        }

        HasFinal |= expected.IsFinal;
        Understood.Add(message);
        return null;
    }
}
