using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Mimi.Client.Tests.Support;

/// <summary>The server's end of a TCP connection, for what no HTTP server would do.</summary>
internal static class RawServer
{
    /// <summary>Accepts a connection and reads the request's headers.</summary>
    public static async Task<(Socket Socket, string Headers)> AcceptAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        Socket socket = await listener.AcceptSocketAsync(cancellationToken);
        var headers = new StringBuilder();
        byte[] one = new byte[1];
        while (!headers.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await socket.ReceiveAsync(one, cancellationToken) > 0)
        {
            headers.Append((char)one[0]);
        }

        return (socket, headers.ToString());
    }

    /// <summary>Accepts a WebSocket, and leaves it to the test from then on.</summary>
    /// <param name="listener">Where it comes.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="behind">What is sent together with the answer.</param>
    public static async Task<Socket> AcceptWebSocketAsync(TcpListener listener, CancellationToken cancellationToken, params byte[] behind)
    {
        (Socket socket, string headers) = await AcceptAsync(listener, cancellationToken);
        string key = headers.Split("\r\n").First(static line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))["Sec-WebSocket-Key:".Length..].Trim();
        await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {AcceptFor(key)}\r\n\r\n"), .. behind], cancellationToken);
        return socket;
    }

    /// <summary>What a server answers to a key (RFC 6455, section 4.2.2).</summary>
    public static string AcceptFor(string key)
    {
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
    }
}
