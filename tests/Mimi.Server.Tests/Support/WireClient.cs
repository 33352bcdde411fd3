using System.Net.WebSockets;
using System.Text;

namespace Mimi.Server.Tests.Support;

/// <summary>The BCL's WebSocket, with nothing between it and the test.</summary>
internal sealed class WireClient : IDisposable
{
    public const string Break = """{"command":"recog-break"}""";

    private readonly byte[] _buffer = new byte[262_144];

    private WireClient(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    private static CancellationToken Timeout => TestTimeout.Token;

    public static async Task<WireClient> OpenAsync(Uri address, (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
        foreach ((string name, string value) in headers.Where(header => header.Name != "?"))
        {
            socket.Options.SetRequestHeader(name, value);
        }

        var uri = new UriBuilder(address) { Scheme = "ws", Query = headers.FirstOrDefault(header => header.Name == "?").Value };
        try
        {
            await socket.ConnectAsync(uri.Uri, Timeout);
            return new(socket);
        }
        catch (WebSocketException e)
        {
            int status = (int)socket.HttpStatusCode;
            string? retryAfter = socket.HttpResponseHeaders?.GetValueOrDefault("Retry-After")?.Single();
            socket.Dispose();
            throw new HandshakeRefusedException(status, retryAfter, e);
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> audio) => Socket.SendAsync(audio, WebSocketMessageType.Binary, true, Timeout);

    public ValueTask SendSilenceAsync(int milliseconds) => SendAsync(new byte[milliseconds * 32]);

    public ValueTask SendTextAsync(string text) => Socket.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, true, Timeout);

    public ValueTask BreakAsync() => SendTextAsync(Break);

    /// <summary>Reads the next message, which must be text and come in one piece; null is the close.</summary>
    public async Task<string?> ReadAsync()
    {
        ValueWebSocketReceiveResult result = await Socket.ReceiveAsync(_buffer.AsMemory(), Timeout);
        if (result.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }

        Assert.Equal(WebSocketMessageType.Text, result.MessageType);
        Assert.True(result.EndOfMessage);
        return Encoding.UTF8.GetString(_buffer.AsSpan(0, result.Count));
    }

    /// <summary>Reads all messages up to the close, and answers the close.</summary>
    public async Task<List<string>> ReadToEndAsync()
    {
        var messages = new List<string>();
        while (await ReadAsync() is { } message)
        {
            messages.Add(message);
        }

        await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", Timeout);
        return messages;
    }

    /// <summary>Says that no audio follows, and reads to the end, which must be a good one.</summary>
    public async Task<List<string>> FinishAsync()
    {
        await BreakAsync();
        List<string> messages = await ReadToEndAsync();
        Assert.Equal((WebSocketCloseStatus.NormalClosure, ""), (Socket.CloseStatus, Socket.CloseStatusDescription));
        return messages;
    }

    public void Dispose() => Socket.Dispose();
}
