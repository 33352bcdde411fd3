using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Mimi.Client.Tests.Support;

/// <summary>A socket that receives what a test feeds it, and knows how often it was asked.</summary>
internal sealed class FedWebSocket : SinkWebSocket, IReadAhead
{
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();
    private readonly SemaphoreSlim _asked = new(0);
    private int _pending;

    /// <summary>Gets whether two receives were pending at once.</summary>
    public bool WasAskedTwice { get; private set; }

    public int TimesAsked { get; private set; }

    /// <summary>Gets or sets a value indicating whether it says that what was fed was read ahead.</summary>
    public bool ReadsAhead { get; set; }

    public bool HasFrame => ReadsAhead && _messages.Reader.Count > 0;

    public void Feed(string message) => _messages.Writer.TryWrite(message);

    /// <summary>The server's close.</summary>
    public void End() => _messages.Writer.TryComplete();

    /// <summary>Waits until it is asked once more.</summary>
    public Task AskedAsync(CancellationToken cancellationToken) => _asked.WaitAsync(cancellationToken);

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        WasAskedTwice |= Interlocked.Increment(ref _pending) > 1;
        TimesAsked++;
        _asked.Release();
        try
        {
            return await _messages.Reader.WaitToReadAsync(cancellationToken) && _messages.Reader.TryRead(out string? message)
                ? new(Encoding.UTF8.GetBytes(message, buffer.Span), WebSocketMessageType.Text, endOfMessage: true)
                : new(0, WebSocketMessageType.Close, endOfMessage: true);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
