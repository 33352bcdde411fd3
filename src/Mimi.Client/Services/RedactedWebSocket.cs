using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Client.Services;

/// <summary>A socket whose server may repeat the token in the reason of its close.</summary>
internal sealed class RedactedWebSocket(WebSocket socket, RequestSecrets secrets) : WebSocket, IReadAhead
{
    public bool HasFrame => socket is IReadAhead { HasFrame: true };

    public override WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public override string? CloseStatusDescription => socket.CloseStatusDescription is { } reason ? secrets.Redact(reason, wasCut: true) : null; // 123 bytes may cut it.

    public override string? SubProtocol => socket.SubProtocol;

    public override WebSocketState State => socket.State;

    public override void Abort() => socket.Abort();

    public override void Dispose() => socket.Dispose();

    public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) => socket.ReceiveAsync(buffer, cancellationToken);

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult result = await socket.ReceiveAsync((Memory<byte>)buffer, cancellationToken).ConfigureAwait(false);
        return new(result.Count, result.MessageType, result.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);
}
