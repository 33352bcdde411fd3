using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Support;

/// <summary>The server's end of one session in memory, which the test plays step by step.</summary>
internal sealed class SessionServer
{
    private readonly TaskCompletionSource<WebSocket> _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[300_000];

    public SessionServer()
    {
        Engine = new InMemoryNetworkEngine(async (request, socket, cancellationToken) =>
        {
            Request = request;
            _accepted.TrySetResult(socket);
            await _dropped.Task.WaitAsync(cancellationToken);
        });
    }

    public InMemoryNetworkEngine Engine { get; }

    public HttpRequestMessage? Request { get; private set; }

    private static CancellationToken Token => TestTimeout.Token;

    /// <summary>Receives one message, or the close (<c>Type</c> is Close), or <see langword="null"/> if the client dropped the connection.</summary>
    public async Task<(WebSocketMessageType Type, byte[] Bytes)?> ReceiveAsync()
    {
        WebSocket socket = await _accepted.Task.WaitAsync(Token);
        try
        {
            int count = 0;
            ValueWebSocketReceiveResult read;
            do
            {
                read = await socket.ReceiveAsync(_buffer.AsMemory(count), Token);
                count += read.Count;
            }
            while (!read.EndOfMessage);
            return (read.MessageType, _buffer[..count]);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>Receives up to and including the first text message.</summary>
    public async Task<(List<byte[]> Audio, string Text)> ReceiveUntilTextAsync()
    {
        List<byte[]> audio = [];
        while (true)
        {
            var message = await ReceiveAsync() ?? throw new InvalidOperationException("The client dropped the connection.");
            if (message.Type == WebSocketMessageType.Text)
            {
                return (audio, Encoding.UTF8.GetString(message.Bytes));
            }

            audio.Add(message.Bytes);
        }
    }

    public async Task SendAsync(string text) => await SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type, bool endOfMessage = true) =>
        await (await _accepted.Task.WaitAsync(Token)).SendAsync(bytes, type, endOfMessage, Token);

    public async Task CloseAsync(int code, string? reason = null) =>
        await (await _accepted.Task.WaitAsync(Token)).CloseOutputAsync((WebSocketCloseStatus)code, reason, Token);

    /// <summary>Ends the connection without a close.</summary>
    public void Drop() => _dropped.TrySetResult();
}
