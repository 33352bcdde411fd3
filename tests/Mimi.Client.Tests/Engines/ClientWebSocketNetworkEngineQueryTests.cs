using System.Net.WebSockets;
using Mimi.Client.Engines;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines;

public sealed class ClientWebSocketNetworkEngineQueryTests : IAsyncLifetime
{
    private const string ContentType = "audio/x-pcm;bit=16;rate=16000;channels=1";
    private const string EscapedContentType = "audio%2Fx-pcm%3Bbit%3D16%3Brate%3D16000%3Bchannels%3D1";

    private EngineTestServer? _server;
    private ClientWebSocketNetworkEngine? _engine;

    private static CancellationToken Timeout => TestTimeout.Token;

    public async ValueTask InitializeAsync()
    {
        _server = await EngineTestServer.StartAsync(overTls: false, Timeout);
        _engine = new ClientWebSocketNetworkEngine(_server.CreateHandler()) { HeadersAsQuery = true };
    }

    public async ValueTask DisposeAsync()
    {
        _engine!.Dispose();
        await _server!.DisposeAsync();
    }

    [Fact]
    public async Task Connect_EveryMimiHeader_GoesAsAParameterAndNotAsAHeader()
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, "echo", ContentType);

        using WebSocket socket = await _engine!.ConnectAsync(request, Timeout);

        Assert.Equal(
            "?access-token=a%2Bb%2Fc%3D%3D&process=nict-asr&nict-asr-options=response_format%3Dv2%3Bprogressive%3Dtrue&note=%E6%97%A5%E6%9C%AC&content-type=" + EscapedContentType,
            await _server!.Query.Task);
        Dictionary<string, string> headers = await _server.Headers.Task;
        Assert.DoesNotContain(headers.Keys, static name => name.StartsWith("x-mimi-", StringComparison.OrdinalIgnoreCase) || name is "Authorization" or "Content-Type");
        Assert.Equal("stays", headers["X-Other"]);
    }

    [Fact]
    public async Task Connect_QueryIsThereAlready_IsKeptInFront()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server!.Address, "echo?lang=%E6%97%A5&x=1#fragment"));
        request.Headers.TryAddWithoutValidation("X-MIMI-Process", "asr");

        using WebSocket socket = await _engine!.ConnectAsync(request, Timeout);

        Assert.Equal("?lang=%E6%97%A5&x=1&process=asr", await _server.Query.Task);
    }

    [Fact]
    public async Task Connect_BothContentTypes_MimisOwnWins()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server!.Address, "echo")) { Content = new ByteArrayContent([]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "audio/x-flac;bit=16;rate=48000");
        request.Headers.TryAddWithoutValidation("X-Mimi-Content-Type", ContentType);

        using WebSocket socket = await _engine!.ConnectAsync(request, Timeout);

        Assert.Equal("?content-type=" + EscapedContentType, await _server.Query.Task);
    }

    [Fact]
    public async Task Connect_OtherSchemeThanBearer_StaysAHeader()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server!.Address, "echo"));
        request.Headers.TryAddWithoutValidation("Authorization", "Basic dXNlcg==");

        using WebSocket socket = await _engine!.ConnectAsync(request, Timeout);

        Assert.Equal(string.Empty, await _server.Query.Task);
        Assert.Equal("Basic dXNlcg==", (await _server.Headers.Task)["Authorization"]);
    }

    [Fact]
    public async Task Connect_RefusalRepeatsTheTokenOfTheQuery_DetailDoesNot()
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, "refuse?status=401&body=a%2Bb%2Fc%3D%3D+is+access-token%3Da%252Bb%252Fc%253D%253D", ContentType);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => _engine!.ConnectAsync(request, Timeout));

        Assert.Equal("[redacted] is access-token=[redacted]", e.Detail);
    }

    [Fact]
    public async Task Send_Audio_GoesWithParametersAndKeepsItsContentType()
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, "post", ContentType, "音声");

        using HttpResponseMessage response = await _engine!.SendAsync(request, Timeout);

        Assert.Equal(
            "?access-token=a%2Bb%2Fc%3D%3D&process=nict-asr&nict-asr-options=response_format%3Dv2%3Bprogressive%3Dtrue&note=%E6%97%A5%E6%9C%AC&content-type=" + EscapedContentType,
            await _server!.Query.Task);
        Assert.Equal("音声", await _server.Body.Task);
        Dictionary<string, string> headers = await _server.Headers.Task;
        Assert.Equal(ContentType, headers["Content-Type"]);
        Assert.False(headers.ContainsKey("Authorization") || headers.ContainsKey("x-mimi-process"));
        Assert.Same(request, response.RequestMessage); // The request that was sent has the token in its address.
    }

    [Fact]
    public async Task Send_Form_KeepsItsContentTypeToItself()
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, "post", "application/x-www-form-urlencoded", "text=%E7%8C%AB");

        using HttpResponseMessage response = await _engine!.SendAsync(request, Timeout);

        Assert.DoesNotContain("content-type", await _server!.Query.Task);
        Assert.Equal("application/x-www-form-urlencoded", (await _server.Headers.Task)["Content-Type"]);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string contentType, string body = "")
    {
        var request = new HttpRequestMessage(method, new Uri(_server!.Address, path)) { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "bearer a+b/c==");
        request.Headers.TryAddWithoutValidation("x-mimi-process", "nict-asr");
        request.Headers.TryAddWithoutValidation("X-Mimi-Nict-Asr-Options", "response_format=v2;progressive=true");
        request.Headers.TryAddWithoutValidation("x-mimi-note", "日本");
        request.Headers.TryAddWithoutValidation("X-Other", "stays");
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return request;
    }
}
