using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Mimi.Client.Engines;

/// <summary>A socket of the BCL that sends pings. One without an answer ends as a time-out here, where the BCL has it look like a cancellation.</summary>
internal sealed class PingingWebSocket(WebSocket socket, TimeSpan pingTimeout) : WebSocket
{
    private volatile bool _isEnded;

    public override WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public override string? CloseStatusDescription => socket.CloseStatusDescription;

    public override string? SubProtocol => socket.SubProtocol;

    public override WebSocketState State => socket.State;

    public override void Abort()
    {
        _isEnded = true;
        socket.Abort();
    }

    public override void Dispose()
    {
        _isEnded = true;
        socket.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Translate(e, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult result = await ReceiveAsync((Memory<byte>)buffer, cancellationToken).ConfigureAwait(false);
        return new(result.Count, result.MessageType, result.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Translate(e, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync((ReadOnlyMemory<byte>)buffer, messageType, endOfMessage, cancellationToken).AsTask();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        TranslateAsync(socket.CloseAsync(closeStatus, statusDescription, cancellationToken), cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        TranslateAsync(socket.CloseOutputAsync(closeStatus, statusDescription, cancellationToken), cancellationToken);

    private async Task TranslateAsync(Task closing, CancellationToken cancellationToken)
    {
        try
        {
            await closing.ConfigureAwait(false);
        }
        catch (Exception e) when (Translate(e, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Returns <see langword="null"/> for what the caller did: its token, and its end of the socket.</summary>
    private Exception? Translate(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        _ when _isEnded || cancellationToken.IsCancellationRequested => null,
        OperationCanceledException { InnerException: var cause } when IsPing(cause) => PingFailure.After(pingTimeout, failure),
        OperationCanceledException => new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The connection was lost.", failure),
        WebSocketException { WebSocketErrorCode: WebSocketError.InvalidState } when State == WebSocketState.Aborted => PingFailure.After(pingTimeout, failure), // It came between two calls.
        _ => null,
    };

    /// <summary>The BCL puts its own exception inside, and where the connection failed by that, both.</summary>
    private static bool IsPing(Exception? cause) =>
        cause is null or WebSocketException || (cause is AggregateException all && all.InnerExceptions.Any(static inner => inner is WebSocketException));
}
