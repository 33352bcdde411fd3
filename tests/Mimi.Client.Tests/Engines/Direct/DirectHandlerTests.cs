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
            static (_, _) => throw new InvalidOperationException("No connection is to be made."), new(), TimeSpan.FromSeconds(15), new HttpMessageInvoker(new SocketsHttpHandler { Proxy = proxy }), proxy);
        using var invoker = new HttpMessageInvoker(handler);
        Task<HttpResponseMessage> sending = invoker.SendAsync(new(HttpMethod.Get, "http://mimi.example/asr"), Token);

        (Socket socket, string headers) = await RawServer.AcceptAsync(_listener, Token);
        await socket.SendAsync("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Token);

        using HttpResponseMessage response = await sending;
        socket.Dispose();
        Assert.StartsWith("GET http://mimi.example/asr HTTP/1.1", headers, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, response.StatusCode);
    }

    [Fact]
    public async Task Send_TheProxyIsBypassed_ConnectsDirectly()
    {
        using var pooled = new HttpMessageInvoker(new SocketsHttpHandler());
        using var handler = new DirectHandler(
            static (endPoint, cancellationToken) => DefaultHandler.ConnectAsync(endPoint, Timeout.InfiniteTimeSpan, cancellationToken), new(), TimeSpan.FromSeconds(15), pooled, new WebProxy("http://proxy.invalid", BypassOnLocal: false, [".*"]));
        using var invoker = new HttpMessageInvoker(handler);
        Task<HttpResponseMessage> sending = invoker.SendAsync(new(HttpMethod.Get, $"http://{Authority}/asr"), Token);

        (Socket socket, string headers) = await RawServer.AcceptAsync(_listener, Token);
        await socket.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Token);

        using HttpResponseMessage response = await sending;
        socket.Dispose();
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
        (Socket peer, string headers) = await RawServer.AcceptAsync(_listener, Token);
        using (peer)
        {
            string key = headers.Split("\r\n").First(static line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))[18..].Trim();
            byte[] answer = Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {RawServer.AcceptFor(key)}\r\n\r\n");
            await peer.SendAsync((byte[])[.. answer, .. RawFrame.Server(RawFrame.Text, "早い"), .. RawFrame.Server(RawFrame.Text, "次")], Token);
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
}
