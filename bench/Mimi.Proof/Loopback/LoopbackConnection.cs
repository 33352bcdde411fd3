using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Mimi.Wire;

namespace Mimi.Proof.Loopback;

/// <summary>A connection that asks for a WebSocket, and gets what the handler says.</summary>
internal sealed class LoopbackConnection(Socket socket) : IDisposable
{
    private const string KeyName = "Sec-WebSocket-Key: ";
    private const string LineEnd = "\r\n";

    public Stream Stream { get; } = new NetworkStream(socket, ownsSocket: true);

    /// <summary>Gets or sets the head of the request.</summary>
    public string Head { get; set; } = "";

    /// <summary>Gets the path of the request.</summary>
    public string Path => Head.Split(' ', 3)[1];

    /// <summary>Accepts, with the WebSocket of the runtime.</summary>
    public async Task<WebSocket> AcceptAsync(CancellationToken cancellationToken)
    {
        string key = Head.Split(KeyName)[1].Split(LineEnd)[0];
        string accept = AcceptKey.For(key);
        await WriteAsync($"HTTP/1.1 101 Switching Protocols{LineEnd}Upgrade: websocket{LineEnd}Connection: Upgrade{LineEnd}Sec-WebSocket-Accept: {accept}{LineEnd}{LineEnd}", cancellationToken);
        return WebSocket.CreateFromStream(Stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
    }

    /// <summary>Refuses, and reads what the client still sends, for unread bytes would turn the answer into a reset.</summary>
    public async Task RefuseAsync(int status, int? retryAfter, CancellationToken cancellationToken)
    {
        string wait = retryAfter is { } seconds ? $"Retry-After: {seconds}{LineEnd}" : "";
        await WriteAsync($"HTTP/1.1 {status} Refused{LineEnd}{wait}Content-Length: 0{LineEnd}Connection: close{LineEnd}{LineEnd}", cancellationToken);
        socket.Shutdown(SocketShutdown.Send);
        await HearAsync(cancellationToken);
    }

    /// <summary>Reads, and answers nothing, until the client leaves.</summary>
    public async Task HearAsync(CancellationToken cancellationToken)
    {
        byte[] dropped = new byte[1_024];
        while (await Stream.ReadAsync(dropped, cancellationToken) > 0)
        {
        }
    }

    /// <summary>Ends it at once: TCP RST.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        Stream.Dispose();
    }

    public void Dispose() => Stream.Dispose();

    private ValueTask WriteAsync(string head, CancellationToken cancellationToken) => Stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
}
