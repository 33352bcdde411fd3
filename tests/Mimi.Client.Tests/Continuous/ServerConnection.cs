using System.Net.WebSockets;
using System.Text;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>The server's end of one connection of a continuous session.</summary>
internal sealed class ServerConnection(WebSocket socket)
{
    private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _token = TestTimeout.Token;
    private readonly byte[] _buffer = new byte[70_000];
    private readonly List<byte> _audio = [];

    public Task Dropped => _dropped.Task;

    public byte[] Audio => [.. _audio];

    public int Samples => _audio.Count / 2;

    public bool HasBreak { get; private set; }

    /// <summary>Receives until there are at least so many samples.</summary>
    public async Task HearAsync(int samples)
    {
        while (Samples < samples)
        {
            Assert.True(await ReceiveAsync(), $"The connection ended at {Samples} samples of {samples}.");
        }
    }

    /// <summary>Receives up to <c>recog-break</c>.</summary>
    public async Task HearAllAsync()
    {
        while (!HasBreak)
        {
            Assert.True(await ReceiveAsync(), $"The connection ended at {Samples} samples, without recog-break.");
        }
    }

    /// <returns><see langword="false"/> if the client has gone.</returns>
    public async Task<bool> ReceiveAsync()
    {
        try
        {
            ValueWebSocketReceiveResult read = await socket.ReceiveAsync(_buffer.AsMemory(), _token);
            if (read.MessageType == WebSocketMessageType.Binary)
            {
                Assert.False(HasBreak, "There is audio behind recog-break.");
                _audio.AddRange(_buffer.AsSpan(0, read.Count));
            }
            else if (read.MessageType == WebSocketMessageType.Text)
            {
                HasBreak = true;
            }

            return read.MessageType != WebSocketMessageType.Close;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    public async Task SendAsync(string json) => await socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, _token);

    public async Task CloseAsync(int code = 1000) => await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, _token);

    /// <summary>Ends normally: the final result and the close.</summary>
    public async Task FinishAsync(string json)
    {
        await SendAsync(json);
        try
        {
            await CloseAsync();
        }
        catch (WebSocketException)
        {
            // A client that has its final result is free to go.
        }
    }

    public void Drop() => _dropped.TrySetResult();
}
