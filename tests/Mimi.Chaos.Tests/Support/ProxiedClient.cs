using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mimi.TestSupport;

namespace Mimi.Chaos.Tests.Support;

/// <summary>A client of a proxy.</summary>
internal static class ProxiedClient
{
    public static async Task<ClientWebSocket> ConnectAsync(ChaosProxy proxy, X509Certificate2? trusted = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == trusted?.GetCertHashString();
        await socket.ConnectAsync(new UriBuilder(proxy.Address) { Scheme = proxy.Address.Scheme == "https" ? "wss" : "ws" }.Uri, TestTimeout.Token);
        return socket;
    }

    /// <summary>Receives to the end, and tells each message, and how it ended.</summary>
    public static async Task<List<string>> ReadAllAsync(WebSocket socket)
    {
        List<string> heard = [];
        byte[] buffer = new byte[65_536];
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult read = await socket.ReceiveAsync(buffer.AsMemory(), TestTimeout.Token);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    heard.Add($"close {(int?)socket.CloseStatus}");
                    await AnswerAsync(socket);
                    return heard;
                }

                heard.Add(Encoding.UTF8.GetString(buffer, 0, read.Count));
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            heard.Add("failed"); // The BCL does not always tell a broken protocol from a lost connection.
            return heard;
        }
    }

    private static async Task AnswerAsync(WebSocket socket)
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestTimeout.Token);
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            // The other side does not wait for it.
        }
    }
}
