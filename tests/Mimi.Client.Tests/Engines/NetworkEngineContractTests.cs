using System.Net;
using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Engines;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines;

/// <summary>What every engine does alike. Each class that derives from it is one engine over one kind of connection.</summary>
public abstract partial class NetworkEngineContractTests(bool overTls) : IAsyncLifetime
{
    private const string ContentType = "audio/x-pcm;bit=16;rate=16000;channels=1";
    private const string Token = "a54c1f0e-2f52-4a5b-9f31-c0de00c0ffee";

    private EngineTestServer? _server;
    private MimiNetworkEngine? _engine;

    private protected EngineTestServer Server => _server!;

    private protected MimiNetworkEngine Engine => _engine!;

    private protected static CancellationToken Timeout => TestTimeout.Token;

    public async ValueTask InitializeAsync()
    {
        _server = await EngineTestServer.StartAsync(overTls, Timeout);
        _engine = CreateEngine(_server.CreateHandler(), disposeHandler: true);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Engine.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Send_HeadersAndBody_ArriveAsTheyAre()
    {
        using HttpRequestMessage request = To("post?lang=%E6%97%A5", HttpMethod.Post);
        request.Content = new StringContent("音声");
        AddHeaders(request);

        using HttpResponseMessage response = await Engine.SendAsync(request, Timeout);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("受け取りました", await response.Content.ReadAsStringAsync(Timeout));
        Assert.Equal("音声", await Server.Body.Task);
        Assert.Equal("?lang=%E6%97%A5", await Server.Query.Task);
        AssertHeaders(await Server.Headers.Task);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(500)]
    public async Task Send_AnyStatus_IsAResponse(int status)
    {
        using HttpRequestMessage request = To($"refuse?status={status}", HttpMethod.Post);

        using HttpResponseMessage response = await Engine.SendAsync(request, Timeout);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Connect_Headers_ArriveAsTheyAre()
    {
        using HttpRequestMessage request = To("echo?lang=%E6%97%A5");
        request.Content = new ByteArrayContent([]);
        AddHeaders(request);
        request.Headers.TryAddWithoutValidation("X-Mimi-Content-Type", ContentType);

        using WebSocket socket = await Engine.ConnectAsync(request, Timeout);

        Dictionary<string, string> headers = await Server.Headers.Task;
        AssertHeaders(headers);
        Assert.Equal(ContentType, headers["X-Mimi-Content-Type"]);
        Assert.Equal("?lang=%E6%97%A5", await Server.Query.Task);
        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.False(headers.ContainsKey("Sec-WebSocket-Extensions"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(3_200)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(70_000)]
    [InlineData(1_048_576)]
    public async Task Socket_Message_ComesBackWhole(int length)
    {
        using WebSocket socket = await ConnectAsync("echo");
        byte[] message = new byte[length];
        new Random(length).NextBytes(message);

        Task sending = socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Timeout).AsTask();
        var (type, payload) = await socket.ReceiveMessageAsync(Timeout);
        await sending;

        Assert.Equal(WebSocketMessageType.Binary, type);
        Assert.Equal(message, payload);
    }

    [Fact]
    public async Task Socket_FragmentedServerMessage_IsReadWhole()
    {
        const string Text = "とりあえず腹ごしらえ𠮷野家";
        using WebSocket socket = await ConnectAsync("fragments?text=" + Uri.EscapeDataString(Text));

        var (type, payload) = await socket.ReceiveMessageAsync(Timeout);

        Assert.Equal(WebSocketMessageType.Text, type);
        Assert.Equal(Text, Encoding.UTF8.GetString(payload));
    }

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1011, "内部エラー")]
    [InlineData(4003, "時間切れ")]
    public async Task Socket_ServerCloses_ShowsCodeAndReason(int code, string reason)
    {
        using WebSocket socket = await ConnectAsync($"close?code={code}&reason={Uri.EscapeDataString(reason)}");

        var (type, _) = await socket.ReceiveMessageAsync(Timeout);

        Assert.Equal(WebSocketMessageType.Close, type);
        Assert.Equal(WebSocketState.CloseReceived, socket.State);
        Assert.Equal(code, (int?)socket.CloseStatus);
        Assert.Equal(reason, socket.CloseStatusDescription ?? string.Empty);
    }

    [Fact]
    public async Task Socket_CloseAsync_EndsBothWays()
    {
        using WebSocket socket = await ConnectAsync("echo");

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Timeout);

        Assert.Equal(WebSocketState.Closed, socket.State);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task Socket_Abort_EndsAPendingReceive()
    {
        using WebSocket socket = await ConnectAsync("silent");
        Task receiving = socket.ReceiveAsync(new byte[1].AsMemory(), CancellationToken.None).AsTask();

        socket.Abort();

        Exception e = await Assert.ThrowsAnyAsync<Exception>(() => receiving.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.IsNotType<TimeoutException>(e);
        await Server.ConnectionClosed.Task.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Socket_ReceiveTokenCancelled_ThrowsAndAborts()
    {
        using WebSocket socket = await ConnectAsync("silent");
        using var cancellation = new CancellationTokenSource();
        Task receiving = socket.ReceiveAsync(new byte[1].AsMemory(), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(WebSocketState.Aborted, socket.State);
        await Server.ConnectionClosed.Task.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Dispose_HandlerKept_StillSends()
    {
        using SocketsHttpHandler handler = Server.CreateHandler();
        CreateEngine(handler, disposeHandler: false).Dispose();

        using MimiNetworkEngine second = CreateEngine(handler, disposeHandler: true);
        using HttpResponseMessage response = await second.SendAsync(To("refuse?status=429", HttpMethod.Post), Timeout);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
    }

    [Fact]
    public async Task Dispose_HandlerOwned_IsDisposed()
    {
        SocketsHttpHandler handler = Server.CreateHandler();
        CreateEngine(handler, disposeHandler: true).Dispose();

        using MimiNetworkEngine second = CreateEngine(handler, disposeHandler: true);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => second.SendAsync(To("post", HttpMethod.Post), Timeout));
    }

    private protected abstract MimiNetworkEngine CreateEngine(HttpMessageHandler? handler, bool disposeHandler, MimiConnectionOptions? connection = null);

    private protected HttpRequestMessage To(string pathAndQuery, HttpMethod? method = null) => new(method ?? HttpMethod.Get, new Uri(Server.Address, pathAndQuery));

    private async Task<WebSocket> ConnectAsync(string pathAndQuery)
    {
        using HttpRequestMessage request = To(pathAndQuery);
        return await Engine.ConnectAsync(request, Timeout);
    }

    private static void AddHeaders(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Token);
        request.Headers.TryAddWithoutValidation("x-mimi-process", "nict-asr");
        request.Headers.TryAddWithoutValidation("x-mimi-nict-asr-options", "response_format=v2;progressive=true");
        request.Content!.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
    }

    private static void AssertHeaders(Dictionary<string, string> headers)
    {
        Assert.Equal(ContentType, headers["Content-Type"]);
        Assert.Equal("Bearer " + Token, headers["Authorization"]);
        Assert.Equal("nict-asr", headers["x-mimi-process"]);
        Assert.Equal("response_format=v2;progressive=true", headers["x-mimi-nict-asr-options"]);
    }
}
