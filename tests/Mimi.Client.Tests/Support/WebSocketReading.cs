using System.Net.WebSockets;

namespace Mimi.Client.Tests.Support;

internal static class WebSocketReading
{
    /// <summary>Receives one whole message, or the close.</summary>
    public static async Task<(WebSocketMessageType Type, byte[] Payload)> ReceiveMessageAsync(this WebSocket socket, CancellationToken cancellationToken, int bufferBytes = 16_384)
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[bufferBytes];
        ValueWebSocketReceiveResult result;
        do
        {
            result = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            message.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);

        return (result.MessageType, message.ToArray());
    }
}
