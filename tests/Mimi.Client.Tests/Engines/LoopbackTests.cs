using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Mimi.Client.Engines;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines;

/// <summary>A local mimi is reached where the system has a proxy, as in most companies.</summary>
public sealed class LoopbackTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IWebProxy _systems = HttpClient.DefaultProxy;

    public LoopbackTests()
    {
        _listener.Start();
        HttpClient.DefaultProxy = new ProxyForOnePort(_systems, Port);
    }

    private static CancellationToken Token => TestTimeout.Token;

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        HttpClient.DefaultProxy = _systems;
        _listener.Dispose();
    }

    [Theory]
    [InlineData("http", "127.0.0.1")]
    [InlineData("http", "localhost")]
    [InlineData("socket", "127.0.0.1")]
    [InlineData("socket", "localhost")]
    public async Task Connect_ThereIsAProxy_PassesItBy(string kind, string host)
    {
        using MimiNetworkEngine engine = Create(kind);
        Task<WebSocket> connecting = engine.ConnectAsync(new(HttpMethod.Get, $"http://{host}:{Port}/"), Token);

        using (await RawServer.AcceptWebSocketAsync(_listener, Token))
        {
            using WebSocket socket = await connecting;
            Assert.Equal(WebSocketState.Open, socket.State);
        }
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socket")]
    public async Task Send_ThereIsAProxy_PassesItBy(string kind)
    {
        using MimiNetworkEngine engine = Create(kind);
        Task<HttpResponseMessage> sending = engine.SendAsync(new(HttpMethod.Get, $"http://127.0.0.1:{Port}/asr"), Token);

        using TcpClient client = await _listener.AcceptTcpClientAsync(Token);
        string line = (await new StreamReader(client.GetStream()).ReadLineAsync(Token))!;
        await client.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), Token);

        using HttpResponseMessage response = await sending;
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("GET /asr HTTP/1.1", line);
    }

    private static MimiNetworkEngine Create(string kind) => kind == "http" ? new HttpNetworkEngine() : new ClientWebSocketNetworkEngine();

    /// <summary>Says for one port that there is a proxy, where nobody listens, and nothing for what else runs meanwhile.</summary>
    private sealed class ProxyForOnePort(IWebProxy others, int port) : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => others.Credentials;
            set => others.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => destination.Port == port ? new("http://127.0.0.1:9/") : others.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.Port != port && others.IsBypassed(host);
    }
}
