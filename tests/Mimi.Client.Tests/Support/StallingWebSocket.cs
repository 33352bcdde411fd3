using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Support;

/// <summary>A connection whose writes do not finish until they are let go, so that a test knows exactly what is on its way and what waits.</summary>
internal sealed class StallingWebSocket : WebSocket
{
    private readonly SemaphoreSlim _permits = new(0);
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets or sets whether the socket ignores tokens and aborts, as a bad engine's would.</summary>
    public bool IsHostile { get; init; }

    public List<(WebSocketMessageType Type, byte[] Bytes)> Sent { get; } = [];

    /// <summary>Gets a task that completes when the first write has begun.</summary>
    public Task Stalled => _stalled.Task;

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => WebSocketState.Open;

    public override string? SubProtocol => null;

    public MimiNetworkEngine AsEngine() => new FixedEngine(this);

    public void LetGo(int writes = 1) => _permits.Release(writes);

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        Assert.True(endOfMessage, "A message was fragmented.");
        lock (Sent)
        {
            Sent.Add((messageType, buffer.ToArray()));
        }

        _stalled.TrySetResult();
        await _permits.WaitAsync(IsHostile ? CancellationToken.None : cancellationToken);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync((ReadOnlyMemory<byte>)buffer, messageType, endOfMessage, cancellationToken).AsTask();

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, IsHostile ? CancellationToken.None : cancellationToken);
        throw new InvalidOperationException();
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
