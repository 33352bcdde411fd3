using System.Diagnostics;
using System.Net.WebSockets;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mimi.Bench.Wire;

/// <summary>A server in a process of its own that counts what it gets: its work is in nobody's figures.</summary>
internal static class WireServer
{
    /// <summary>About 250 bytes of JSON, as a temporary result has.</summary>
    public static byte[] Temporary { get; } = """{"type":"asr#nictlvcsr2","session_id":"0f8fad5b-d9cb-469f-a165-70867728950e","status":"recog-in-progress","response":[{"result":"今日はいい天気ですね","words":["今日","は","いい","天気","です","ね"],"determined":false,"time":1100}]}"""u8.ToArray();

    private static byte[] Final { get; } = """{"type":"asr#nictlvcsr2","session_id":"0f8fad5b-d9cb-469f-a165-70867728950e","status":"recog-finished","response":[{"result":"BYTES","words":[],"determined":true,"time":0}]}"""u8.ToArray();

    /// <summary>Serves until its standard input ends; prints its address.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        app.Run(ServeAsync);
        await app.StartAsync(cancellationToken);
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync(cancellationToken);
        await app.StopAsync(CancellationToken.None);
        return 0;
    }

    /// <summary>Starts the server as a child process, which ends with this one.</summary>
    public static async Task<(Process Process, Uri Address)> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["wire-server"]) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{Assembly.GetExecutingAssembly().Location} could not be started.");
        return (process, new Uri(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.")));
    }

    /// <summary>With <c>?echo</c> every audio frame is answered with a temporary result; the first text with a final one that tells how many bytes came, and the close.</summary>
    private static async Task ServeAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        bool echoes = context.Request.Query.ContainsKey("echo");
        int results = int.TryParse(context.Request.Query["results"], out int count) ? count : 0;
        byte[] buffer = new byte[262_144];
        long bytes = 0;
        while (true)
        {
            ValueWebSocketReceiveResult read = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            bytes += read.MessageType == WebSocketMessageType.Binary ? read.Count : 0;
            if (echoes && read is { MessageType: WebSocketMessageType.Binary, EndOfMessage: true })
            {
                await socket.SendAsync(Temporary.AsMemory(), WebSocketMessageType.Text, true, context.RequestAborted);
            }

            if (read is { MessageType: WebSocketMessageType.Text, EndOfMessage: true })
            {
                for (int i = 0; i < results; i++)
                {
                    await socket.SendAsync(Temporary.AsMemory(), WebSocketMessageType.Text, true, context.RequestAborted);
                }

                byte[] final = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(Final).Replace("BYTES", $"{bytes}", StringComparison.Ordinal));
                await socket.SendAsync(final.AsMemory(), WebSocketMessageType.Text, true, context.RequestAborted);
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            }
        }
    }
}
