using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mimi.Client.Tests.Support;

/// <summary>A real Kestrel that does what the path says, in memory or over TLS on loopback.</summary>
internal sealed class EngineTestServer : IAsyncDisposable
{
    /// <summary>What <c>/token</c> issues.</summary>
    public const string IssuedToken = "T0K3NMARK/+~=";

    private readonly WebApplication _app;
    private readonly InMemoryListener? _listener;

    private EngineTestServer(InMemoryListener? listener)
    {
        _listener = listener;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        if (listener is not null)
        {
            builder.Services.AddSingleton<IConnectionListenerFactory>(listener);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(new IPEndPoint(IPAddress.Loopback, 0), endpoint =>
            {
                if (listener is null)
                {
                    endpoint.UseHttps(TestCertificate.Localhost);
                }
            });
        });
        _app = builder.Build();
        _app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        MapAnswers();
        MapSockets();
        MapRawSockets();
    }

    /// <summary>Gets the headers of every request, by name.</summary>
    public TaskCompletionSource<Dictionary<string, string>> Headers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<string> Query { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<string> Body { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Stalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource ConnectionClosed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Address => _listener is null ? new UriBuilder(_app.Urls.First()) { Host = "localhost" }.Uri : new Uri("http://in-memory/");

    public static async Task<EngineTestServer> StartAsync(bool overTls, CancellationToken cancellationToken)
    {
        var server = new EngineTestServer(overTls ? null : new InMemoryListener());
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Makes a handler that reaches this server, and accepts its certificate only.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler { SslOptions = TestCertificate.AcceptOnlyIt() };
        if (_listener is not null)
        {
            handler.ConnectCallback = (_, _) => ValueTask.FromResult(_listener.Connect());
        }

        return handler;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token); // Connections that stall on purpose are cut.
        await _app.DisposeAsync();
    }

    private void MapAnswers()
    {
        _app.MapPost("/post", async (HttpContext context) =>
        {
            Note(context.Request);
            using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
            Body.TrySetResult(await body.ReadToEndAsync());
            context.Response.StatusCode = 202;
            await context.Response.WriteAsync("受け取りました");
        });
        _app.Map("/refuse", async (HttpContext context, int status, string? retryAfter, string? date, string? body) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            context.Response.Headers.Date = date ?? context.Response.Headers.Date;
            await context.Response.WriteAsync(body ?? "トークンが無効です: " + context.Request.Headers.Authorization);
        });
        _app.Map("/refuse-endlessly", async (HttpContext context) =>
        {
            context.Response.StatusCode = 503;
            await context.Response.WriteAsync("混雑しています");
            await context.Response.Body.FlushAsync();
            await StallAsync(context);
        });
        _app.MapPost("/token", static (HttpContext context) => context.Response.WriteAsync($$"""{"accessToken":"{{IssuedToken}}","expires_in":3600,"status":"success"}"""));
        _app.Map("/echo/{status:int}/{**rest}", EchoAsync);
        _app.Map("/stall", StallAsync);
        _app.Map("/handshake", async (HttpContext context, string? accept, string? upgrade, string? extensions, string? protocol) =>
        {
            context.Response.Headers.Upgrade = upgrade ?? "websocket";
            context.Response.Headers.SecWebSocketAccept = accept;
            context.Response.Headers.SecWebSocketExtensions = extensions;
            context.Response.Headers.SecWebSocketProtocol = protocol;
            await using Stream stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
            await stream.CopyToAsync(Stream.Null);
        });
    }

    /// <summary>Servers that a WebSocket of the BCL cannot be: one that never answers, and one that counts pings.</summary>
    private void MapRawSockets()
    {
        MapRawSocket("/deaf", static (stream, cancellationToken) => stream.CopyToAsync(Stream.Null, cancellationToken));
        MapRawSocket("/pings", static async (stream, cancellationToken) =>
        {
            for (int pings = 1; ; pings++)
            {
                byte[] header = new byte[2];
                await stream.ReadExactlyAsync(header, cancellationToken);
                byte[] rest = new byte[4 + (header[1] & 0x7F)];
                await stream.ReadExactlyAsync(rest, cancellationToken);
                (int opcode, _, byte[] payload) = RawFrame.ReadClient([.. header, .. rest]);
                if (opcode != RawFrame.Ping)
                {
                    return;
                }

                await stream.WriteAsync((byte[])[.. RawFrame.Server(RawFrame.Pong, payload), .. pings == 3 ? RawFrame.Server(RawFrame.Text, "三") : []], cancellationToken);
            }
        });
    }

    private void MapRawSocket(string path, Func<Stream, CancellationToken, Task> serve) => _app.Map(path, async (HttpContext context) =>
    {
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = RawServer.AcceptFor(context.Request.Headers.SecWebSocketKey.ToString());
        await using Stream stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        try
        {
            await serve(stream, context.RequestAborted);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client is free to go.
        }
        finally
        {
            ConnectionClosed.TrySetResult();
        }
    });

    private void MapSockets()
    {
        MapSocket("/echo", async (socket, _) =>
        {
            byte[] buffer = new byte[65_536];
            while (true)
            {
                ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), default);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
                    return;
                }

                await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, default);
            }
        });
        MapSocket("/fragments", async (socket, context) =>
        {
            byte[] text = Encoding.UTF8.GetBytes(context.Request.Query["text"].ToString());
            for (int i = 0; i < text.Length; i++)
            {
                await socket.SendAsync(text.AsMemory(i, 1), WebSocketMessageType.Text, i == text.Length - 1, default);
            }

            await socket.ReceiveAsync(new byte[1].AsMemory(), default);
        });
        MapSocket("/close", async (socket, context) =>
        {
            var code = (WebSocketCloseStatus)int.Parse(context.Request.Query["code"].ToString());
            await socket.CloseOutputAsync(code, context.Request.Query["reason"].ToString(), default);
            await socket.ReceiveAsync(new byte[1].AsMemory(), default);
        });
        MapSocket("/silent", async (socket, _) =>
        {
            try
            {
                await socket.ReceiveAsync(new byte[1].AsMemory(), default);
            }
            catch (WebSocketException)
            {
                ConnectionClosed.TrySetResult();
            }
        });
    }

    private void MapSocket(string path, Func<WebSocket, HttpContext, Task> serve) => _app.Map(path, async (HttpContext context) =>
    {
        Note(context.Request);
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        try
        {
            await serve(socket, context);
        }
        catch (WebSocketException)
        {
            // The client is free to go.
        }
    });

    /// <summary>Answers with everything that the request said, as it came and decoded: as an error in JSON, or as bare text.</summary>
    private static async Task EchoAsync(HttpContext context, int status, string? rest)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync();
        string sent = $"{string.Join(' ', context.Request.Headers.Select(static header => header.Value.ToString()))} {body} {WebUtility.UrlDecode(body)}";
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(rest?.StartsWith("text", StringComparison.Ordinal) == true
            ? sent
            : $$"""{"status":"error","code":{{status}},"error":"{{JsonEncodedText.Encode(sent)}}"}""");
    }

    private async Task StallAsync(HttpContext context)
    {
        using CancellationTokenRegistration aborted = context.RequestAborted.Register(() => ConnectionClosed.TrySetResult());
        Stalled.TrySetResult();
        await ConnectionClosed.Task;
    }

    private void Note(HttpRequest request)
    {
        Headers.TrySetResult(request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        Query.TrySetResult(request.QueryString.Value ?? string.Empty);
    }
}
