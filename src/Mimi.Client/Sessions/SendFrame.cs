using System.Net.WebSockets;

namespace Mimi.Client.Sessions;

/// <summary>A frame to be sent.</summary>
/// <param name="Bytes">Its content, valid until the next one is taken.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where in the user's audio it begins, in bytes; for what is not audio, where it lies.</param>
internal readonly record struct SendFrame(ReadOnlyMemory<byte> Bytes, SendKind Kind, long Position)
{
    public WebSocketMessageType Type => Kind is SendKind.Command or SendKind.EndMarker ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
}
