using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Support;

/// <summary>A connection whose writes fail while its reads go on, as when a server refuses more audio and is about to say why.</summary>
internal sealed class DeafWebSocket : WebSocket
{
    private readonly TaskCompletionSource<(int Code, string Reason)> _close = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int Code, string Reason)? _closed;

    public override WebSocketCloseStatus? CloseStatus => (WebSocketCloseStatus?)_closed?.Code;

    public override string? CloseStatusDescription => _closed?.Reason;

    public override WebSocketState State => _closed is null ? WebSocketState.Open : WebSocketState.CloseReceived;

    public override string? SubProtocol => null;

    public MimiNetworkEngine AsEngine() => new FixedEngine(this);

    public void Close(int code, string reason) => _close.SetResult((code, reason));

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        Task.FromException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        _closed = await _close.Task.WaitAsync(cancellationToken);
        return new(0, WebSocketMessageType.Close, endOfMessage: true);
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Abort()
    {
    }

    public override void Dispose()
    {
    }
}
