using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Mimi.Client.Engines.Framing;

/// <summary>The client's side of RFC 6455 over an upgraded stream, without extensions.</summary>
/// <remarks>
/// The BCL's <see cref="WebSocket"/> reports an empty close as code 1000, and codes 1004 and 1015 as a fault; here a close is reported as it came.
/// Steady sending and receiving allocates nothing: a frame is one write, and one read may bring many frames.
/// A failed write ends the sending only: why the server listens no more may still be on its way. Receiving goes on, as after a close of our own.
/// A failed read ends both, but for a write that is under way.
/// Pings are answered while a receive is pending, and sent only if the options say so. Whether text is UTF-8 is for the caller to check, once a message is whole.
/// </remarks>
internal sealed partial class FramedWebSocket : WebSocket, IReadAhead
{
    private readonly StreamLifetime _lifetime;
    private readonly FrameWriter _writer;
    private readonly PingWatch? _pings;
    private volatile CloseFrame? _close;

    /// <summary>Initializes a new instance of the <see cref="FramedWebSocket"/> class.</summary>
    /// <param name="stream">The upgraded stream. The socket disposes it.</param>
    /// <param name="options">Whether pings are sent; <see langword="null"/> for none.</param>
    public FramedWebSocket(Stream stream, MimiConnectionOptions? options = null)
    {
        _stream = stream;
        _lifetime = new StreamLifetime(stream);
        _writer = new FrameWriter(stream, _lifetime.Ended);
        if (options?.PingInterval is { } interval)
        {
            _pings = new PingWatch(_writer, _lifetime, () => _readTurn.CurrentCount == 0, interval, options);
        }
    }

    public override WebSocketCloseStatus? CloseStatus => _close?.Status;

    public override string? CloseStatusDescription => _close?.Reason;

    public override string? SubProtocol => null;

    public override WebSocketState State => (_writer.HasEnded, _close) switch
    {
        _ when _lifetime.IsAborted => WebSocketState.Aborted,
        _ when _lifetime.IsDisposed => WebSocketState.Closed,
        (true, not null) => WebSocketState.Closed,
        (true, null) => WebSocketState.CloseSent,
        (false, not null) => WebSocketState.CloseReceived,
        _ => WebSocketState.Open,
    };

    public override void Abort() => _lifetime.Abort();

    public override void Dispose() => _lifetime.Dispose();

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync((ReadOnlyMemory<byte>)buffer, messageType, endOfMessage, cancellationToken).AsTask();

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        FrameOpcode opcode = messageType switch
        {
            WebSocketMessageType.Text => FrameOpcode.Text,
            WebSocketMessageType.Binary => FrameOpcode.Binary,
            _ => throw new ArgumentException($"A message is text or binary, not {messageType}.", nameof(messageType)),
        };
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return State is WebSocketState.Open or WebSocketState.CloseReceived
            ? CompleteAsync(_writer.WriteAsync(opcode, endOfMessage, buffer), cancellationToken)
            : ValueTask.FromException(NotPossible("sent"));
    }

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        byte[] payload = new CloseFrame(closeStatus, statusDescription).ToPayload();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        return State is WebSocketState.Open or WebSocketState.CloseReceived
            ? CompleteAsync(_writer.WriteAsync(FrameOpcode.Close, isFinal: true, payload), cancellationToken).AsTask()
            : Task.FromException(NotPossible("closed"));
    }

    /// <summary>Closes, and drops what the server still sends until it has closed, too.</summary>
    public override async Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        if (State != WebSocketState.CloseSent)
        {
            await CloseOutputAsync(closeStatus, statusDescription, cancellationToken).ConfigureAwait(false);
        }

        if (_close is null)
        {
            await DrainAsync(cancellationToken).ConfigureAwait(false);
        }

        _lifetime.Dispose();
    }

    private ValueTask CompleteAsync(ValueTask write, CancellationToken cancellationToken)
    {
        if (write.IsCompletedSuccessfully)
        {
            write.GetAwaiter().GetResult();
            return ValueTask.CompletedTask;
        }

        return AwaitAsync(write, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync(ValueTask write, CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = _lifetime.AbortOn(cancellationToken);
        try
        {
            await write.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not WebSocketException)
        {
            throw FailedWrite(e, cancellationToken);
        }
        finally
        {
            registration.Unregister();
        }
    }

    private Exception FailedWrite(Exception failure, CancellationToken cancellationToken)
    {
        Exception translated = _lifetime.Translate(failure, cancellationToken);
        if (translated is OperationCanceledException)
        {
            _lifetime.Abort();
        }

        return translated;
    }

    /// <summary>Aborts if the stream failed, and says so; what the socket itself found wrong goes through.</summary>
    /// <remarks>A write that is under way is left to end by itself, or by an abort: on a dead connection the system tells the cause once, and it may be the write that is told.</remarks>
    private Exception EndWith(Exception failure, CancellationToken cancellationToken)
    {
        if (failure is WebSocketException)
        {
            return failure;
        }

        Exception translated = _lifetime.Translate(failure, cancellationToken);
        _lifetime.Fault();
        if (!_writer.IsWriting)
        {
            _lifetime.Abort();
        }

        return translated;
    }

    private Exception NotPossible(string what) => _lifetime.Unanswered is { } timeout ? PingFailure.After(timeout)
        : _lifetime.IsDisposed && !_lifetime.IsAborted
        ? new ObjectDisposedException(nameof(FramedWebSocket))
        : new WebSocketException(WebSocketError.InvalidState, $"Nothing can be {what} in the state {State}.");
}
