using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>What a server sent over a WebSocket, held to RFC 6455 and to mimi's protocol.</summary>
internal sealed class SocketReplies
{
    private static readonly HashSet<int> CloseCodes = [1000, 1001, 1002, 1003, 1007, 1009, 1011, 4003];

    private readonly List<string> _statuses = [];
    private string? _session;

    /// <summary>Gets the close code; 0 if the connection just ended.</summary>
    public int CloseCode { get; private set; }

    public bool HasFinal => _statuses.Contains(RecognitionMessages.Finished);

    /// <summary>Reads frames.</summary>
    /// <param name="bytes">The frames.</param>
    /// <param name="isWhole">Whether they must end where the bytes end.</param>
    public static SocketReplies Read(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var replies = new SocketReplies();
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < 2 || bytes.Length < FrameBytesOf(bytes))
            {
                Expect.That(!isWhole, "A frame is cut off.");
                return replies;
            }

            (int opcode, int length) = (bytes[0] & 0x0F, bytes[1] & 0x7F);
            Expect.That((bytes[0] & 0xF0) == 0x80 && (bytes[1] & 0x80) == 0, $"A frame begins with {bytes[0]:x2} {bytes[1]:x2}: fragmented, reserved or masked.");
            int header = length switch { 126 => 4, 127 => 10, _ => 2 };
            length = length switch { 126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 127 => (int)BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), _ => length };
            Expect.That(replies.CloseCode == 0 || opcode == FrameBytes.Pong, $"A frame with opcode {opcode} came behind the close with code {replies.CloseCode}.");
            replies.Take(opcode, bytes.Slice(header, length));
            bytes = bytes[(header + length)..];
        }

        return replies;
    }

    /// <summary>Gets how long a frame is, or more than there is if its header is cut off.</summary>
    private static long FrameBytesOf(ReadOnlySpan<byte> bytes) => (bytes[1] & 0x7F, bytes.Length) switch
    {
        (126, >= 4) => 4 + BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
        (127, >= 10) => 10 + BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
        (int length, _) when length < 126 => 2 + length,
        _ => long.MaxValue,
    };

    private void Take(int opcode, ReadOnlySpan<byte> payload)
    {
        switch (opcode)
        {
            case FrameBytes.Text:
                TakeMessage(payload);
                break;
            case FrameBytes.Close:
                Expect.That(payload.Length is >= 2 and <= 125, $"A close carries {payload.Length} bytes.");
                CloseCode = BinaryPrimitives.ReadUInt16BigEndian(payload);
                Expect.That(CloseCodes.Contains(CloseCode), $"The close code {CloseCode} may not come.");
                break;
            default:
                Expect.That(opcode == FrameBytes.Pong, $"A frame with opcode {opcode} may not come.");
                break;
        }
    }

    private void TakeMessage(ReadOnlySpan<byte> payload)
    {
        Expect.That(!HasFinal, "A message came behind the final one.");
        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(payload));
        JsonElement message = document.RootElement;
        string names = string.Join(',', message.EnumerateObject().Select(static member => member.Name));
        Expect.That(names == "type,session_id,status,response", $"A message has the members {names}.");
        string session = message.GetProperty("session_id").GetString()!;
        Expect.That((_session ??= session) == session, "The session's id changes.");
        _statuses.Add(message.GetProperty("status").GetString()!);
    }
}
