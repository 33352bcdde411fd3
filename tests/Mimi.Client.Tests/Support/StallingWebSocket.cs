using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Support;

/// <summary>A connection whose writes do not finish until they are let go, so that a test knows exactly what is on its way and what waits.</summary>
internal sealed class StallingWebSocket : SinkWebSocket
{
    private readonly SemaphoreSlim _permits = new(0);
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets or sets whether the socket ignores tokens and aborts, as a bad engine's would.</summary>
    public bool IsHostile { get; init; }

    public List<(WebSocketMessageType Type, byte[] Bytes)> Sent { get; } = [];

    /// <summary>Gets a task that completes when the first write has begun.</summary>
    public Task Stalled => _stalled.Task;

    public MimiNetworkEngine AsEngine() => new FixedEngine(this);

    /// <summary>Gets what was sent so far, while more may be.</summary>
    public List<(WebSocketMessageType Type, byte[] Bytes)> Snapshot()
    {
        lock (Sent)
        {
            return [.. Sent];
        }
    }

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

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
        base.ReceiveAsync(buffer, IsHostile ? CancellationToken.None : cancellationToken);
}
