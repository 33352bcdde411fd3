using System.Net.WebSockets;
using System.Text.Json;

namespace Mimi.Bench.Wire.Contestants;

/// <summary>What one would write without a library: <see cref="ClientWebSocket"/> and source-generated JSON.</summary>
internal sealed class PlainClient : IWireClient
{
    private static readonly byte[] Break = """{"command":"recog-break"}"""u8.ToArray();

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[4_096]; // Larger than any result, and no larger: idle sessions hold it.

    public async Task OpenAsync(Uri address)
    {
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await _socket.ConnectAsync(new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri, CancellationToken.None);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> audio) => _socket.SendAsync(audio, WebSocketMessageType.Binary, true, CancellationToken.None);

    public ValueTask StopAsync() => _socket.SendAsync(Break.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);

    public async ValueTask<string?> ReceiveAsync()
    {
        int count = 0;
        ValueWebSocketReceiveResult read;
        do
        {
            read = await _socket.ReceiveAsync(_buffer.AsMemory(count), CancellationToken.None);
            count += read.Count;
        }
        while (!read.EndOfMessage);

        if (read.MessageType == WebSocketMessageType.Close)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            return null;
        }

        return JsonSerializer.Deserialize(_buffer.AsSpan(0, count), PlainMessageJson.Default.PlainMessage)!.Response[0].Result;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
