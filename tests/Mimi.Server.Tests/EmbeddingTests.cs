using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

/// <summary>The local mimi inside somebody's own application.</summary>
public sealed class EmbeddingTests
{
    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task MapMimi_OwnApplication_ServesBothTransports(HttpProtocols protocol)
    {
        var version = new Version(protocol == HttpProtocols.Http1 ? "1.1" : "2.0");
        await using WebApplication app = await StartAsync(protocol);
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler, disposeHandler: false) { DefaultRequestVersion = version, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using ClientWebSocket socket = await ConnectAsync(app, handler, version);

        using HttpResponseMessage response = await http.PostAsync($"{app.Urls.First()}/own/mimi?process=asr", new ByteArrayContent([]), Timeout);
        await socket.SendAsync("""{"command":"recog-break"}"""u8.ToArray(), WebSocketMessageType.Text, true, Timeout);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("はい", Strict.Read<StrictAsr>(await response.Content.ReadAsStringAsync(Timeout)).Response[0].Result);
        var buffer = new byte[4_096];
        ValueWebSocketReceiveResult message = await socket.ReceiveAsync(buffer.AsMemory(), Timeout);
        Assert.Equal("recog-in-progress", Strict.Read<StrictAsr>(System.Text.Encoding.UTF8.GetString(buffer.AsSpan(0, message.Count))).Status);
    }

    [Theory]
    [InlineData("v2/token", 400)]
    [InlineData("v2/validate", 400)]
    [InlineData("speech_synthesis", 400)]
    [InlineData("machine_translation", 400)]
    [InlineData("v1/applications/a/clients/c/srs/speakers/s/trainer/commit", 404)]
    public async Task MapMimi_OwnApplication_ServesTheRestBelow(string path, int expected)
    {
        await using WebApplication app = await StartAsync(HttpProtocols.Http1);
        using var http = new HttpClient();

        using HttpResponseMessage below = await http.PostAsync($"{app.Urls.First()}/own/mimi/{path}", null, Timeout);
        using HttpResponseMessage beside = await http.PostAsync($"{app.Urls.First()}/{path}", null, Timeout);

        Assert.Equal("application/json", below.Content.Headers.ContentType!.MediaType);
        Assert.Equal((expected, 404), ((int)below.StatusCode, (int)beside.StatusCode));
        Assert.Empty(await beside.Content.ReadAsByteArrayAsync(Timeout)); // Nothing of ours.
    }

    /// <summary>The parts of the page are named relative to it: its own address must end with a slash.</summary>
    [Fact]
    public async Task MapMimi_OwnApplication_SendsBrowsersToWhereThePageFindsItsParts()
    {
        await using WebApplication app = await StartAsync(HttpProtocols.Http1);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{app.Urls.First()}/own/mimi");
        request.Headers.Add("Accept", "text/html");

        using HttpResponseMessage page = await http.SendAsync(request, Timeout);
        using HttpResponseMessage part = await http.GetAsync(new Uri(page.RequestMessage!.RequestUri!, "app.js"), Timeout);

        Assert.Equal("/own/mimi/", page.RequestMessage.RequestUri!.AbsolutePath);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal("text/javascript", part.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task MapMimi_FrameTooLarge_Closes1009(HttpProtocols protocol)
    {
        await using WebApplication app = await StartAsync(protocol);
        using var handler = new SocketsHttpHandler();
        using ClientWebSocket socket = await ConnectAsync(app, handler, new Version(protocol == HttpProtocols.Http1 ? "1.1" : "2.0"));

        await socket.SendAsync(new byte[262_145], WebSocketMessageType.Binary, true, Timeout);
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(new byte[1_000], Timeout);
        }
        while (received.MessageType != WebSocketMessageType.Close);

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, received.CloseStatus);
    }

    [Fact]
    public async Task MapMimi_WithoutServices_SaysWhatIsMissing()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();

        var e = Assert.Throws<InvalidOperationException>(() => app.MapMimi());

        Assert.Contains("AddMimiServer", e.Message, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(HttpProtocols protocol)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocol));
        builder.Services.AddMimiServer(new() { Recognizers = new ScriptedSpeech { Script = [Final(0, 0, "はい", 0, 1)] } });
        WebApplication app = builder.Build();
        app.MapMimi("/own/mimi");
        await app.StartAsync(Timeout);
        return app;
    }

    private static async Task<ClientWebSocket> ConnectAsync(WebApplication app, SocketsHttpHandler handler, Version version)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = version;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(new UriBuilder(app.Urls.First()) { Scheme = "ws", Path = "/own/mimi", Query = "process=asr" }.Uri, new HttpMessageInvoker(handler, disposeHandler: false), Timeout);
        return socket;
    }
}
