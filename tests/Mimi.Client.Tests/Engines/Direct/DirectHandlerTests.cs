using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Engines;
using Mimi.Client.Engines.Direct;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Direct;

public sealed class DirectHandlerTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public DirectHandlerTests() => _listener.Start();

    private static CancellationToken Token => TestTimeout.Token;

    private string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Send_ThereIsAProxy_AsksTheProxy()
    {
        var proxy = new WebProxy("http://" + Authority);
        using var handler = new DirectHandler(
            static (_, _) => throw new InvalidOperationException("No connection is to be made."), trusts: null, TimeSpan.FromSeconds(15), new HttpMessageInvoker(new SocketsHttpHandler { Proxy = proxy }), proxy);

        (HttpResponseMessage response, string headers) = await SendAsync(handler, "http://mimi.example/asr", "407 Proxy Authentication Required");

        Assert.StartsWith("GET http://mimi.example/asr HTTP/1.1", headers, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, response.StatusCode);
    }

    [Fact]
    public async Task Send_TheProxyIsBypassed_ConnectsDirectly()
    {
        using var pooled = new HttpMessageInvoker(new SocketsHttpHandler());
        using var handler = new DirectHandler(
            static (endPoint, cancellationToken) => DefaultHandler.ConnectAsync(endPoint, Timeout.InfiniteTimeSpan, cancellationToken), trusts: null, TimeSpan.FromSeconds(15), pooled, new WebProxy("http://proxy.invalid", BypassOnLocal: false, [".*"]));

        (HttpResponseMessage response, string headers) = await SendAsync(handler, $"http://{Authority}/asr", "400 Bad Request");

        Assert.StartsWith("GET /asr HTTP/1.1", headers, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socket")]
    public async Task Connect_FrameRightBehindTheAnswer_IsNotLost(string kind)
    {
        using MimiNetworkEngine engine = kind == "http" ? new HttpNetworkEngine() : new ClientWebSocketNetworkEngine();
        Task<WebSocket> connecting = engine.ConnectAsync(new(HttpMethod.Get, $"http://{Authority}/"), Token);
        using (await RawServer.AcceptWebSocketAsync(_listener, Token, [.. RawFrame.Server(RawFrame.Text, "早い"), .. RawFrame.Server(RawFrame.Text, "次")]))
        {
            using WebSocket socket = await connecting;
            byte[] buffer = new byte[100];

            ValueWebSocketReceiveResult first = await socket.ReceiveAsync(buffer.AsMemory(), Token);
            string text = Encoding.UTF8.GetString(buffer, 0, first.Count);
            ValueWebSocketReceiveResult second = await socket.ReceiveAsync(buffer.AsMemory(), Token);

            Assert.Equal("早い", text);
            Assert.Equal("次", Encoding.UTF8.GetString(buffer, 0, second.Count));
        }
    }

    [Fact]
    public async Task Connect_NameDoesNotExist_SaysSo()
    {
        using var engine = new HttpNetworkEngine();

        var e = await Assert.ThrowsAsync<MimiIOException>(() => engine.ConnectAsync(new(HttpMethod.Get, "http://nobody.invalid/"), Token));

        Assert.Equal("host-not-found", MimiErrorCatalog.Find(e)?.Id);
    }

    /// <summary>Sends a request that meets the listener there, and is answered so.</summary>
    private async Task<(HttpResponseMessage Response, string Headers)> SendAsync(HttpMessageHandler handler, string address, string status)
    {
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        Task<HttpResponseMessage> sending = invoker.SendAsync(new(HttpMethod.Get, address), Token);
        (Socket socket, string headers) = await RawServer.AcceptAsync(_listener, Token);
        using (socket)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"), Token);
            return (await sending, headers);
        }
    }
}
