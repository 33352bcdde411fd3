using System.Net.WebSockets;
using Mimi.Client.Serialization;

namespace Mimi.Client.Sessions;

/// <summary>Makes whole messages of what a socket receives, one at a time, and takes note of the close.</summary>
internal sealed class MessageReceiver(int maxMessageBytes) : IDisposable
{
    private readonly PooledBuffer _message = new(maxMessageBytes);
    private bool _isWhole;

    /// <summary>Gets the message that was received last. It lasts until more is received.</summary>
    public ReadOnlySpan<byte> Message => _message.Written;

    public WebSocketCloseStatus? CloseStatus { get; private set; }

    public string? CloseDescription { get; private set; }

    /// <summary>Begins to receive what comes next: the next message, or more of this one.</summary>
    public ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        if (_isWhole)
        {
            _message.Clear();
            _isWhole = false;
        }

        return socket.ReceiveAsync(_message.GetMemory(), cancellationToken);
    }

    /// <summary>Takes what was received.</summary>
    /// <returns>Whether it makes the message whole. The close never does.</returns>
    /// <exception cref="MimiSerializationException">The message is binary, or larger than the limit.</exception>
    public bool Accept(ValueWebSocketReceiveResult received, WebSocket socket)
    {
        switch (received.MessageType)
        {
            case WebSocketMessageType.Close:
                CloseDescription = socket.CloseStatusDescription;
                CloseStatus = socket.CloseStatus ?? WebSocketCloseStatus.Empty;
                return false;
            case WebSocketMessageType.Binary:
                throw new MimiSerializationException("The server sent a binary message; only text messages are expected.");
            default:
                _message.Advance(received.Count);
                _isWhole = received.EndOfMessage;
                return _isWhole;
        }
    }

    public void Dispose() => _message.Dispose();
}
