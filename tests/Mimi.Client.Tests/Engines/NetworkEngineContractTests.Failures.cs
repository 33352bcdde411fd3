using System.Net;
using System.Net.Sockets;
using Mimi.Client.Engines;
using Mimi.Client.Tests.Support;

namespace Mimi.Client.Tests.Engines;

/// <content>How every engine fails.</content>
public abstract partial class NetworkEngineContractTests
{
    [Theory]
    [InlineData(401, null)]
    [InlineData(429, 7)]
    [InlineData(503, 120)]
    public async Task Connect_Refused_TellsStatusBodyAndRetryAfter(int status, int? retryAfter)
    {
        using HttpRequestMessage request = To($"refuse?status={status}&retryAfter={retryAfter}&body={Uri.EscapeDataString("混雑しています")}");

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Engine.ConnectAsync(request, Timeout));

        Assert.Equal(status, (int?)e.StatusCode);
        Assert.Equal("混雑しています", e.Detail);
        Assert.Equal(retryAfter, (int?)e.RetryAfter?.TotalSeconds);
        Assert.DoesNotContain("混雑", e.Message);
    }

    [Fact]
    public async Task Connect_RefusedUntilADate_RetryAfterCountsFromTheServersClock()
    {
        string now = Uri.EscapeDataString("Sun, 22 Nov 2026 10:00:00 GMT");
        string then = Uri.EscapeDataString("Sun, 22 Nov 2026 10:01:30 GMT");
        using HttpRequestMessage request = To($"refuse?status=503&date={now}&retryAfter={then}");

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Engine.ConnectAsync(request, Timeout));

        Assert.Equal(TimeSpan.FromSeconds(90), e.RetryAfter);
    }

    [Fact]
    public async Task Connect_RefusalRepeatsTheToken_DetailDoesNot()
    {
        using HttpRequestMessage request = To("refuse?status=401");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Token);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Engine.ConnectAsync(request, Timeout));

        Assert.Equal("トークンが無効です: [redacted]", e.Detail);
        Assert.DoesNotContain(Token, e.ToString());
    }

    [Fact]
    public async Task Connect_RefusalWithoutAnEnd_StillEnds()
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Engine.ConnectAsync(To("refuse-endlessly"), Timeout));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, e.StatusCode);
        Assert.Equal("混雑しています", e.Detail);
    }

    [Theory]
    [InlineData("handshake", "no header Sec-WebSocket-Accept")]
    [InlineData("handshake?accept=dGhpcyBpcyBub3QgaXQ", "does not belong to the request's key")]
    [InlineData("handshake?upgrade=h2c", "no header Upgrade: websocket")]
    public async Task Connect_NoProperHandshake_SaysWhatIsWrong(string path, string flaw)
    {
        var e = await Assert.ThrowsAsync<MimiIOException>(() => Engine.ConnectAsync(To(path), Timeout));

        Assert.Contains(flaw, e.Message);
    }

    [Fact]
    public async Task Connect_NoServer_NamesHostAndPortButNotTheQuery()
    {
        int port = FreePort();
        using MimiNetworkEngine engine = CreateEngine(null, disposeHandler: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/?access-token={Token}");

        var connect = await Assert.ThrowsAsync<MimiIOException>(() => engine.ConnectAsync(request, Timeout));
        var send = await Assert.ThrowsAsync<MimiIOException>(() => engine.SendAsync(To(request.RequestUri!), Timeout));

        Assert.All([connect, send], e =>
        {
            Assert.True(e.IsTransient);
            Assert.Equal($"No connection to 127.0.0.1:{port} could be made.", e.Message);
            Assert.DoesNotContain(Token, e.ToString());
        });
    }

    [Theory]
    [InlineData("127.0.0.1", true)] // The certificate is for localhost.
    [InlineData("localhost", false)] // And nobody signed it.
    public async Task Connect_CertificateNotAccepted_IsNotTransient(string host, bool trusted)
    {
        await using EngineTestServer server = await EngineTestServer.StartAsync(overTls: true, Timeout);
        using MimiNetworkEngine engine = CreateEngine(trusted ? server.CreateHandler() : new SocketsHttpHandler(), disposeHandler: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(server.Address) { Host = host }.Uri);

        var e = await Assert.ThrowsAsync<MimiIOException>(() => engine.ConnectAsync(request, Timeout));

        Assert.False(e.IsTransient);
        Assert.Contains(host + ":", e.Message);
    }

    [Fact]
    public async Task Connect_CancelledWhileTheServerStalls_ThrowsAndClosesTheConnection()
    {
        using var cancellation = new CancellationTokenSource();
        Task connecting = Engine.ConnectAsync(To("stall"), cancellation.Token);
        await Server.Stalled.Task.WaitAsync(Timeout);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await Server.ConnectionClosed.Task.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Send_CancelledWhileTheServerStalls_ThrowsAndClosesTheConnection()
    {
        using var cancellation = new CancellationTokenSource();
        Task sending = Engine.SendAsync(To("stall"), cancellation.Token);
        await Server.Stalled.Task.WaitAsync(Timeout);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await Server.ConnectionClosed.Task.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Connect_CancelledWhileTheTlsHandshakeStalls_Throws()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using MimiNetworkEngine engine = CreateEngine(null, disposeHandler: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using var cancellation = new CancellationTokenSource();
        Task connecting = engine.ConnectAsync(request, cancellation.Token);
        using Socket stalled = await listener.AcceptSocketAsync(Timeout);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Connect_ConnectTimeoutPasses_ThrowsTimeout()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(50),
            ConnectCallback = static async (_, cancellationToken) =>
            {
                await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, cancellationToken);
                throw new InvalidOperationException("This is never reached.");
            },
        };
        using MimiNetworkEngine engine = CreateEngine(handler, disposeHandler: true);

        var connect = await Assert.ThrowsAsync<MimiTimeoutException>(() => engine.ConnectAsync(To("echo"), Timeout));
        var send = await Assert.ThrowsAsync<MimiTimeoutException>(() => engine.SendAsync(To("post", HttpMethod.Post), Timeout));

        Assert.All([connect, send], e => Assert.True(e.IsTransient && e.Timeout > TimeSpan.Zero));
    }

    [Theory]
    [InlineData("ftp://mimi.example/", "ftp")]
    [InlineData("wss://mimi.example/", "wss")]
    [InlineData("/relative", "relative")]
    public async Task Connect_AddressIsNotHttp_ThrowsBeforeItConnects(string address, string named)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.RelativeOrAbsolute));

        var e = await Assert.ThrowsAsync<ArgumentException>(() => Engine.ConnectAsync(request, Timeout));

        Assert.Contains(named, e.Message);
        Assert.Contains("http or https", e.Message);
    }

    [Fact]
    public async Task Connect_MethodIsNotGet_ThrowsBeforeItConnects()
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => Engine.ConnectAsync(To("echo", HttpMethod.Post), Timeout));

        Assert.Contains("POST", e.Message);
    }

    private static HttpRequestMessage To(Uri address) => new(HttpMethod.Post, address);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
