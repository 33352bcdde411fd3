using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Support;

/// <summary>An engine whose first connection writes no text before its client has given it up: an end marker that is on its way, and never arrives.</summary>
internal sealed class HeldTextEngine(MimiNetworkEngine engine) : MimiNetworkEngine
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    /// <summary>Gets a task that completes when a text is being held.</summary>
    public Task Held => _held.Task;

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => engine.SendAsync(request, cancellationToken);

    public override async Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        WebSocket socket = await engine.ConnectAsync(request, cancellationToken);
        return Interlocked.Increment(ref _connections) == 1 ? new HeldTextWebSocket(socket, _held) : socket;
    }

    private sealed class HeldTextWebSocket(WebSocket inner, TaskCompletionSource held) : WebSocket
    {
        public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;

        public override string? CloseStatusDescription => inner.CloseStatusDescription;

        public override WebSocketState State => inner.State;

        public override string? SubProtocol => inner.SubProtocol;

        public override async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            if (messageType == WebSocketMessageType.Text)
            {
                held.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            await inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            SendAsync((ReadOnlyMemory<byte>)buffer, messageType, endOfMessage, cancellationToken).AsTask();

        public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) => inner.ReceiveAsync(buffer, cancellationToken);

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => inner.ReceiveAsync(buffer, cancellationToken);

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => inner.CloseAsync(closeStatus, statusDescription, cancellationToken);

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            inner.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

        public override void Abort() => inner.Abort();

        public override void Dispose() => inner.Dispose();
    }
}
