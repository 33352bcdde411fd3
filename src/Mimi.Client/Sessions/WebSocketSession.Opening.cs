using System.Net.WebSockets;

namespace Mimi.Client.Sessions;

/// <content>How a session opens.</content>
internal sealed partial class WebSocketSession<T>
{
    /// <summary>Connects, and sets the reader and the writer to work.</summary>
    /// <param name="connect">Makes the connection.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    public async Task OpenAsync(Func<CancellationToken, Task<WebSocket>> connect, CancellationToken cancellationToken)
    {
        try
        {
            using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
            WebSocket socket = await Deadline.RunAsync(connect, _options.OpenTimeout, _options.TimeProvider, "Opening the session", given.Token).ConfigureAwait(false);
            Start(socket);
            _monitor.Opened();
            SessionLog.Opened(_logger);
        }
        catch (Exception e)
        {
            SessionLog.NotOpened(_logger, e.GetType().Name);
            bool isCancelled = e is OperationCanceledException;
            End(isCancelled ? null : e, isCancelled ? SessionEnding.Cancelled : SessionEnding.Failed);
            _monitor.Dispose();
            _receiver.Dispose();
            _queue.Release();
            cancellationToken.ThrowIfCancellationRequested();
            if (isCancelled)
            {
                throw new OperationCanceledException("The session was cancelled while it was connecting.", _lifetime.Token);
            }

            throw;
        }
    }

    private void Start(WebSocket socket)
    {
        lock (_gate)
        {
            if (_state != Closed)
            {
                _socket = socket;
                _state = _state == Connecting ? Active : _state;
            }
        }

        if (_socket is null)
        {
            socket.Abort();
            socket.Dispose();
            throw new OperationCanceledException();
        }

        _sending = Task.Run(() => _writer.RunAsync(socket, RefuseAfter, _lifetime.Token)); // On a thread of its own: a socket that blocks must not keep the reader from its work.
        _reading = ReadToEndAsync(socket, _sending);
    }
}
