using System.Net;
using System.Net.Sockets;
using System.Text;
using Mimi.Client.Engines;
using Mimi.Client.Services;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines;

/// <summary>What answers, and is no mimi: each is told apart, and so is whether another try makes sense.</summary>
public sealed class HandshakeFailureTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HandshakeFailureTests() => _listener.Start();

    public static TheoryData<string, string, string, bool> Answers
    {
        get
        {
            var data = new TheoryData<string, string, string, bool>();
            foreach (string kind in (string[])["http", "socket"])
            {
                data.Add(kind, "SSH-2.0-OpenSSH\r\n\r\n", "not-http", false);
                data.Add(kind, "HTTP/1.1 200 OK\r\nX-Long: " + new string('x', 100_000) + "\r\n\r\n", "not-http", false);
                data.Add(kind, "HTTP/1.1 101", "connection-lost", true); // Cut; a connection that ends without a byte is tried again by the handler itself.
                data.Add(kind, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", "handshake", false);
                data.Add(kind, "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n", "http-3xx", false);
                data.Add(kind, "HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n", "http-426", false);
            }

            return data;
        }
    }

    private static CancellationToken Token => TestTimeout.Token;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Connect_Answer_HasItsEntry(string kind, string answer, string id, bool isTransient)
    {
        using MimiNetworkEngine engine = Create(kind);
        Task serving = ServeAsync(answer);

        var e = await Assert.ThrowsAnyAsync<MimiException>(() => engine.ConnectAsync(Request("http"), Token));

        await serving;
        Assert.True(MimiErrorCatalog.Find(e)?.Id == id, $"{MimiErrorCatalog.Find(e)?.Id}: {e}");
        Assert.Equal(isTransient, e.IsTransient);
        Assert.NotNull(e.Advice);
    }

    [Theory]
    [InlineData("http", "HTTP/1.1 400 Bad Request\r\n\r\n", "tls")] // A plain port.
    [InlineData("socket", "HTTP/1.1 400 Bad Request\r\n\r\n", "tls")]
    [InlineData("http", "", "tls-closed")]
    [InlineData("socket", "", "tls-closed")]
    public async Task ConnectOverTls_NoTlsThere_HasItsEntry(string kind, string answer, string id)
    {
        using MimiNetworkEngine engine = Create(kind);
        Task serving = ServeTlsAsync(answer);

        var e = await Assert.ThrowsAsync<MimiIOException>(() => engine.ConnectAsync(Request("https"), Token));

        await serving;
        Assert.True(MimiErrorCatalog.Find(e)?.Id == id, $"{MimiErrorCatalog.Find(e)?.Id}: {e}");
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socket")]
    public async Task Open_HeadersNeverEnd_IsATimeout(string kind)
    {
        using MimiNetworkEngine engine = Create(kind);
        var client = new MimiServiceClient(engine, null, Request("http").RequestUri!);
        var request = new MimiServiceRequest { Session = new() { HandshakeTimeout = TimeSpan.FromMilliseconds(300) } };
        using var over = new CancellationTokenSource();
        Task dripping = DripAsync(over.Token);

        var e = await Assert.ThrowsAsync<MimiTimeoutException>(() => client.OpenSessionAsync(request, Results.PlainDecoder, Token));

        Assert.Equal(TimeSpan.FromMilliseconds(300), e.Timeout);
        await over.CancelAsync();
        await dripping;
    }

    private static MimiNetworkEngine Create(string kind) => kind == "http" ? new HttpNetworkEngine() : new ClientWebSocketNetworkEngine();

    private HttpRequestMessage Request(string scheme) => new(HttpMethod.Get, new Uri($"{scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    private async Task ServeAsync(string answer)
    {
        (Socket socket, _) = await RawServer.AcceptAsync(_listener, Token);
        using (socket)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(answer), Token);
            socket.Shutdown(SocketShutdown.Send);
        }
    }

    private async Task ServeTlsAsync(string answer)
    {
        using Socket socket = await _listener.AcceptSocketAsync(Token);
        await socket.ReceiveAsync(new byte[65_536], Token); // The greeting.
        await socket.SendAsync(Encoding.ASCII.GetBytes(answer), Token);
        socket.Shutdown(SocketShutdown.Send);
        await socket.ReceiveAsync(new byte[65_536], Token); // The client goes.
    }

    /// <summary>A byte for each byte that gets through, until the client goes.</summary>
    private async Task DripAsync(CancellationToken cancellationToken)
    {
        (Socket socket, _) = await RawServer.AcceptAsync(_listener, Token);
        using (socket)
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
        {
            try
            {
                await socket.SendAsync("HTTP/1.1 101 Switching Protocols\r\nX-Slow: "u8.ToArray(), cancellationToken);
                while (await timer.WaitForNextTickAsync(cancellationToken))
                {
                    await socket.SendAsync("x"u8.ToArray(), cancellationToken);
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // It is gone.
            }
        }
    }
}
