using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Engines;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines;

public sealed class MimiNetworkEngineTests
{
    private static CancellationToken Timeout => TestTimeout.Token;

    [Fact]
    public async Task CreateWebSocket_StreamOfAnEngineOfOnesOwn_IsAClient()
    {
        var (client, server) = DuplexPipeStream.CreatePair();
        using var engine = new StreamEngine(client);
        using WebSocket peer = WebSocket.CreateFromStream(server, isServer: true, null, System.Threading.Timeout.InfiniteTimeSpan);
        using WebSocket socket = await engine.ConnectAsync(new HttpRequestMessage(), Timeout);

        await socket.SendAsync("こんにちは"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, Timeout);

        Assert.Equal("こんにちは", Encoding.UTF8.GetString((await peer.ReceiveMessageAsync(Timeout)).Payload));
        Assert.Null(socket.SubProtocol);
    }

    [Fact]
    public async Task CreateWebSocket_StreamIsReadOnly_Throws()
    {
        using var engine = new StreamEngine(new MemoryStream([], writable: false));

        var e = await Assert.ThrowsAsync<ArgumentException>(() => engine.ConnectAsync(new HttpRequestMessage(), Timeout));

        Assert.Contains("writable", e.Message);
    }

    private sealed class StreamEngine(Stream stream) : MimiNetworkEngine
    {
        public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new MimiIOException("This engine has a stream only."));

        public override async Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return CreateWebSocket(stream);
        }
    }
}
