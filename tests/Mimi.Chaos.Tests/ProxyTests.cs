using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mimi.Chaos.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Chaos.Tests;

/// <summary>What each fault does on real sockets.</summary>
public sealed class ProxyTests : IAsyncDisposable
{
    private readonly UpstreamServer _server;

    public ProxyTests()
    {
        _server = new(async (socket, token) =>
        {
            await UpstreamServer.SendAsync(socket, "one", token);
            await _server!.ReadToTextAsync(socket, token);
            await UpstreamServer.SendAsync(socket, "two", token);
            await UpstreamServer.SendAsync(socket, "three", token);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, token);
        });
    }

    private static CancellationToken Token => TestTimeout.Token;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("", "one two three close 1000")]
    [InlineData("close:4003@1messages", "one close 4003")]
    [InlineData("close:1012@2messages", "one two close 1012")]
    [InlineData("drop@1messages", "one failed")]
    [InlineData("truncated@1messages", "one failed")]
    [InlineData("invalidutf8@1messages", "one failed")]
    [InlineData("invalidjson@1messages", "one {\"type\":\"asr# two three close 1000")]
    [InlineData("duplicate@2messages", "one two two three close 1000")]
    [InlineData("duplicate@0messages", "one one two three close 1000")]
    [InlineData("late@1messages", "one three two close 1000")]
    [InlineData("late@2messages", "one two three close 1000")]
    [InlineData("delay:20ms", "one two three close 1000")]
    [InlineData("stall:50ms", "one two three close 1000")]
    [InlineData("slowread:100000", "one two three close 1000")]
    public async Task Fault_AfterMessages_IsSeenThereByTheClient(string plan, string expected)
    {
        await using ChaosProxy proxy = Start(plan.Length == 0 ? ChaosPlan.None : ChaosPlan.Parse(plan));
        using ClientWebSocket client = await ProxiedClient.ConnectAsync(proxy);
        Task<List<string>> reading = ProxiedClient.ReadAllAsync(client);

        await SpeakAsync(client, 10_000);

        Assert.Equal(expected, string.Join(' ', await reading));
        Assert.Equal(plan.Length == 0 ? 0 : 1, proxy.Director.Events.Count);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("drop")]
    public async Task Fault_AfterBytes_LetsExactlySoManyThrough(string fault)
    {
        await using ChaosProxy proxy = Start(ChaosPlan.Parse($"{fault}@12345bytes"));
        using ClientWebSocket client = await ProxiedClient.ConnectAsync(proxy);
        Task<List<string>> reading = ProxiedClient.ReadAllAsync(client);

        await SpeakAsync(client, 1_000_000);

        Assert.Equal("failed", (await reading)[^1]);
        await _server.Ended.Task.WaitAsync(Token);
        Assert.InRange(Interlocked.Read(ref _server.Received), 0, 12_345); // Who is reset may not read to the end.
        ChaosEvent happened = Assert.Single(proxy.Director.Events);
        Assert.Equal((1, 12_345L), (happened.Connection, happened.ClientBytes));
    }

    [Fact]
    public async Task Stall_AfterBytes_HoldsTheRestBackUntilItIsOver()
    {
        var clock = new TurnedClock();
        await using ChaosProxy proxy = ChaosProxy.Start(new() { Upstream = _server.Address, Plan = ChaosPlan.Parse("stall:up:1s@12000bytes"), TimeProvider = clock });
        using ClientWebSocket client = await ProxiedClient.ConnectAsync(proxy);
        Task<List<string>> reading = ProxiedClient.ReadAllAsync(client);
        await SpeakAsync(client, 20_000);
        await proxy.Director.WaitForAsync(cancellationToken: Token);
        await _server.WaitForBytesAsync(12_000);
        Assert.Equal(12_000, Interlocked.Read(ref _server.Received));
        Assert.False(reading.IsCompleted);

        await clock.FireAsync(Token);

        Assert.Equal("one two three close 1000", string.Join(' ', await reading));
        Assert.Equal(20_000, Interlocked.Read(ref _server.Received));
    }

    [Fact]
    public async Task HalfOpen_NeitherSideHearsOfTheOther()
    {
        await using ChaosProxy proxy = Start(ChaosPlan.None);
        using ClientWebSocket client = await ProxiedClient.ConnectAsync(proxy);
        byte[] buffer = new byte[100];
        await client.ReceiveAsync(buffer.AsMemory(), Token);

        Assert.Equal(1, proxy.Director.BreakNow(new(ChaosFaultKind.HalfOpen)));
        await proxy.Director.WaitForAsync(cancellationToken: Token);
        await SpeakAsync(client, 3_000_000); // More than socket buffers hold: it is read, and vanishes.

        Task<ValueWebSocketReceiveResult> receiving = client.ReceiveAsync(buffer.AsMemory(), Token).AsTask();
        Assert.False(receiving.IsCompleted);
        Assert.Equal(0, Interlocked.Read(ref _server.Received));
        Assert.False(_server.Ended.Task.IsCompleted);
        client.Abort();
        await Assert.ThrowsAnyAsync<Exception>(() => receiving);
    }

    [Fact]
    public async Task NeverClose_KeepsTheServersCloseBack()
    {
        await using ChaosProxy proxy = Start(ChaosPlan.Parse("neverclose"));
        using ClientWebSocket client = await ProxiedClient.ConnectAsync(proxy);
        Task<List<string>> reading = ProxiedClient.ReadAllAsync(client);
        await SpeakAsync(client, 100);

        await proxy.Director.WaitForAsync(static happened => happened.Fault.Kind == ChaosFaultKind.NeverClose, Token);

        Assert.False(reading.IsCompleted);
        client.Abort();
        await reading;
    }

    [Fact]
    public async Task Refuse_ResetsWhileOpening()
    {
        await using ChaosProxy proxy = Start(ChaosPlan.Parse("refuse#1"));

        await Assert.ThrowsAsync<WebSocketException>(() => ProxiedClient.ConnectAsync(proxy));
        using ClientWebSocket second = await ProxiedClient.ConnectAsync(proxy);

        Assert.Equal(WebSocketState.Open, second.State);
        Assert.Equal(2, proxy.Director.Connections);
    }

    [Fact]
    public async Task Reset_IsAResetAndNoEnd()
    {
        await using ChaosProxy proxy = Start(ChaosPlan.None);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(proxy.Address.Host, proxy.Address.Port, Token);
        await socket.SendAsync("GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n"u8.ToArray(), Token);
        await socket.ReceiveAsync(new byte[1], Token);
        Task<int> rest = ReadToEndAsync(socket);

        proxy.Director.BreakNow(new(ChaosFaultKind.Reset));

        Assert.Equal(SocketError.ConnectionReset, (await Assert.ThrowsAsync<SocketException>(() => rest)).SocketErrorCode);
    }

    [Fact]
    public async Task Http_AnswersBeforeTheUpgrade_AndTheNextConnectionIsServed()
    {
        await using ChaosProxy proxy = Start(ChaosPlan.None);
        Assert.Equal(0, proxy.Director.BreakNow(ChaosFault.Parse("http:429:7s")));
        using var http = new HttpClient();

        using HttpResponseMessage refused = await http.GetAsync(proxy.Address, Token);
        using HttpResponseMessage served = await http.GetAsync(proxy.Address, Token);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("Hello", await served.Content.ReadAsStringAsync(Token));
        Assert.Contains("Connection: close", await _server.Ended.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_IsLeftByTheClient()
    {
        await using ChaosProxy proxy = Start(ChaosPlan.Parse("silence"));
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource();
        Task<HttpResponseMessage> waiting = http.GetAsync(proxy.Address, patience.Token);
        await proxy.Director.WaitForAsync(cancellationToken: Token);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Tls_IsSpokenOrRefused()
    {
        using X509Certificate2 certificate = LoopbackCertificate.Create();
        await using ChaosProxy proxy = ChaosProxy.Start(new() { Upstream = _server.Address, Certificate = certificate, Plan = ChaosPlan.Parse("refusetls#1,close:1013@1messages#2") });

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ProxiedClient.ConnectAsync(proxy, certificate));
        Assert.IsType<AuthenticationException>(refused.GetBaseException() as AuthenticationException ?? refused.InnerException?.InnerException);
        using ClientWebSocket client = await ProxiedClient.ConnectAsync(proxy, certificate);

        Assert.Equal(["one", "close 1013"], await ProxiedClient.ReadAllAsync(client));
    }

    [Fact]
    public async Task Dispose_EndsEveryConnectionAndFreesThePort()
    {
        ChaosProxy proxy = Start(ChaosPlan.Parse("neverclose#1,halfopen#2,stall#3,slowread:10#4"));
        ClientWebSocket[] clients = [.. await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ProxiedClient.ConnectAsync(proxy)))];
        await Task.WhenAll(clients.Select(static client => SpeakAsync(client, 1_000)));

        await proxy.DisposeAsync();
        await proxy.DisposeAsync();

        Assert.Equal(0, proxy.Director.OpenConnections);
        foreach (ClientWebSocket client in clients)
        {
            await ProxiedClient.ReadAllAsync(client); // Ends, however it does.
            client.Dispose();
        }

        using var again = new TcpListener(IPAddress.Loopback, proxy.Address.Port);
        again.Start();
    }

    [Fact]
    public async Task Relay_BetweenStreams_DoesTheSame()
    {
        var director = new ChaosDirector(ChaosPlan.Parse("close:1013@1messages"));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task relaying = RelayOneAsync(director, listener);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri($"ws://{listener.LocalEndpoint}/"), Token);

        Assert.Equal(["one", "close 1013"], await ProxiedClient.ReadAllAsync(client));
        client.Dispose();

        await relaying;
        Assert.Equal(0, director.OpenConnections);
        Assert.Equal("close:1013@1messages", Assert.Single(director.Events).Fault.ToString());
    }

    [Fact]
    public void Start_WrongUpstream_IsRefused() => Assert.Throws<ArgumentException>(() => ChaosProxy.Start(new() { Upstream = new Uri("ftp://127.0.0.1/") }));

    [Fact]
    public async Task Start_PortInUse_IsAnIOException()
    {
        await using ChaosProxy first = Start(ChaosPlan.None);

        Assert.Throws<IOException>(() => ChaosProxy.Start(new() { Upstream = _server.Address, Port = first.Address.Port }));
    }

    private static async Task SpeakAsync(WebSocket client, int bytes)
    {
        try
        {
            for (int sent = 0; sent < bytes; sent += 1_000)
            {
                await client.SendAsync(new byte[1_000], WebSocketMessageType.Binary, true, Token);
            }

            await client.SendAsync("end"u8.ToArray(), WebSocketMessageType.Text, true, Token);
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // What the fault is for.
        }
    }

    private static async Task<int> ReadToEndAsync(Socket socket)
    {
        byte[] buffer = new byte[1_000];
        while (await socket.ReceiveAsync(buffer, Token) > 0)
        {
        }

        return 0;
    }

    private async Task RelayOneAsync(ChaosDirector director, TcpListener listener)
    {
        Socket near = await listener.AcceptSocketAsync(Token);
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await far.ConnectAsync(_server.Address.Host, _server.Address.Port, Token);
        await director.Open().RelayAsync(new NetworkStream(near, ownsSocket: true), new NetworkStream(far, ownsSocket: true), Token);
    }

    private ChaosProxy Start(ChaosPlan plan) => ChaosProxy.Start(new() { Upstream = _server.Address, Plan = plan });
}
