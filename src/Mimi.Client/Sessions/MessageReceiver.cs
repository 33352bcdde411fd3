using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Mimi.Client.Serialization;

namespace Mimi.Client.Sessions;

/// <summary>Reads whole messages off a socket, one at a time, and takes note of the close.</summary>
internal sealed class MessageReceiver(int maxMessageBytes) : IDisposable
{
    private readonly PooledBuffer _message = new(maxMessageBytes);

    /// <summary>Gets the message that was received last. It lasts until the next one is.</summary>
    public ReadOnlySpan<byte> Message => _message.Written;

    public WebSocketCloseStatus? CloseStatus { get; private set; }

    public string? CloseDescription { get; private set; }

    /// <summary>Receives the next message.</summary>
    /// <returns><see langword="false"/> at the server's close.</returns>
    /// <exception cref="MimiSerializationException">The message is binary, or larger than the limit.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReceiveAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        _message.Clear();
        ValueWebSocketReceiveResult read;
        do
        {
            read = await socket.ReceiveAsync(_message.GetMemory(), cancellationToken).ConfigureAwait(false);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                CloseDescription = socket.CloseStatusDescription;
                CloseStatus = socket.CloseStatus ?? WebSocketCloseStatus.Empty;
                return false;
            }

            if (read.MessageType == WebSocketMessageType.Binary)
            {
                throw new MimiSerializationException("The server sent a binary message; only text messages are expected.");
            }

            _message.Advance(read.Count);
        }
        while (!read.EndOfMessage);

        return true;
    }

    public void Dispose() => _message.Dispose();
}
