using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Engines;
using Mimi.Client.Services;
using Mimi.Client.Tests.Support;

namespace Mimi.Client.Tests.Engines;

/// <content>How every engine finds a server gone that says nothing.</content>
public abstract partial class NetworkEngineContractTests
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Socket_PingUnanswered_IsATimeoutAndNoCancellation()
    {
        using MimiNetworkEngine engine = CreateEngine(Server.CreateHandler(), disposeHandler: true, new() { PingInterval = Shortest, PingTimeout = Shortest });
        using HttpRequestMessage request = To("deaf");
        using WebSocket socket = await engine.ConnectAsync(request, Timeout);

        var received = await Assert.ThrowsAsync<MimiTimeoutException>(() => socket.ReceiveAsync(new byte[1].AsMemory(), Timeout).AsTask());
        var sent = await Assert.ThrowsAsync<MimiTimeoutException>(() => socket.SendAsync(new byte[1].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout).AsTask());
        var receivedLater = await Assert.ThrowsAsync<MimiTimeoutException>(() => socket.ReceiveAsync(new byte[1].AsMemory(), Timeout).AsTask());

        Assert.All([received, sent, receivedLater], static e => Assert.Equal(("ping-unanswered", true, Shortest), (MimiErrorCatalog.Find(e)?.Id, e.IsTransient, e.Timeout)));
        await Server.ConnectionClosed.Task.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Session_PingUnanswered_FailsWithIt()
    {
        using MimiNetworkEngine engine = CreateEngine(Server.CreateHandler(), disposeHandler: true, new() { PingInterval = Shortest, PingTimeout = Shortest });
        var client = new MimiServiceClient(engine, null, new Uri(Server.Address, "deaf"));
        await using var session = await client.OpenSessionAsync(new MimiServiceRequest(), Results.PlainDecoder, Timeout);

        var e = await Assert.ThrowsAsync<MimiTimeoutException>(() => session.ReadAsync());

        Assert.Equal("ping-unanswered", MimiErrorCatalog.Find(e)?.Id);
    }

    [Fact]
    public async Task Socket_PingsAnswered_StaysOpen()
    {
        using MimiNetworkEngine engine = CreateEngine(Server.CreateHandler(), disposeHandler: true, new() { PingInterval = Shortest, PingTimeout = TimeSpan.FromMinutes(1) });
        using HttpRequestMessage request = To("pings");
        using WebSocket socket = await engine.ConnectAsync(request, Timeout);

        Assert.Equal("三", Encoding.UTF8.GetString((await socket.ReceiveMessageAsync(Timeout)).Payload)); // It comes with the third pong.
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task Socket_PingsAndTheCallersOwnCancellation_IsACancellation()
    {
        using MimiNetworkEngine engine = CreateEngine(Server.CreateHandler(), disposeHandler: true, new() { PingInterval = TimeSpan.FromHours(1) });
        using HttpRequestMessage request = To("silent");
        using WebSocket socket = await engine.ConnectAsync(request, Timeout);
        using var cancellation = new CancellationTokenSource();
        Task receiving = socket.ReceiveAsync(new byte[1].AsMemory(), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(Timeout));
    }
}
