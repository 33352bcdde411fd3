using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Mimi.Frames;
using Mimi.TestSupport;

namespace Mimi.Chaos.Tests.Support;

/// <summary>A server on a socket: WebSockets are handed to the test, anything else is answered with its body.</summary>
internal sealed class UpstreamServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _running = [];
    private readonly Func<WebSocket, CancellationToken, Task> _serve;
    private readonly Task _accepting;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UpstreamServer(Func<WebSocket, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>Gets how many binary bytes have arrived, over all sessions.</summary>
    public long Received;

    /// <summary>Gets a task of how the last session ended for the server.</summary>
    public TaskCompletionSource<string> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reads audio until a text message comes.</summary>
    public async Task ReadToTextAsync(WebSocket socket, CancellationToken token)
    {
        byte[] buffer = new byte[65_536];
        while (await socket.ReceiveAsync(buffer.AsMemory(), token) is var read && read.MessageType == WebSocketMessageType.Binary)
        {
            Interlocked.Add(ref Received, read.Count);
            Interlocked.Exchange(ref _arrived, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    /// <summary>Waits until at least so many binary bytes have arrived.</summary>
    public async Task WaitForBytesAsync(long bytes)
    {
        while (true)
        {
            Task next = Volatile.Read(ref _arrived).Task;
            if (Interlocked.Read(ref Received) >= bytes)
            {
                return;
            }

            await next.WaitAsync(TestTimeout.Token);
        }
    }

    public static Task SendAsync(WebSocket socket, string text, CancellationToken token) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, token);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_running).WaitAsync(TestTimeout.Token);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket = await _listener.AcceptSocketAsync(_stopping.Token);
            _running.Add(ServeAsync(socket));
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            string? head = await new WireReader(stream).ReadHeadAsync(_stopping.Token);
            if (head is null)
            {
                Ended.TrySetResult("nothing");
                return;
            }

            if (!head.Contains("Sec-WebSocket-Key: ", StringComparison.Ordinal))
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello"u8.ToArray(), _stopping.Token);
                Ended.TrySetResult(head);
                return;
            }

            string key = head.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1.
            string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"), _stopping.Token);
            using var webSocket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
            await _serve(webSocket, _stopping.Token);
            Ended.TrySetResult("served");
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            Ended.TrySetResult("lost");
        }
    }
}
