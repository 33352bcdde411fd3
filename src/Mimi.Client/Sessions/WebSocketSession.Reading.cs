using System.Net.Sockets;
using System.Net.WebSockets;

namespace Mimi.Client.Sessions;

/// <content>How a session receives, and how it ends when the server or the connection does.</content>
internal sealed partial class WebSocketSession<T>
{
    private async Task ReadToEndAsync(WebSocket socket, Task sending)
    {
        Exception? failure;
        try
        {
            await _pump.RunAsync(socket, _lifetime.Token).ConfigureAwait(false);
            failure = FailureOfClose();
        }
        catch (Exception e)
        {
            Results.Wake();
            failure = _hasFinal && e is not MimiResultOverflowException ? null : e as MimiException ?? await LossAsync(e, sending).ConfigureAwait(false);
        }

        if (End(failure))
        {
            LogEnd(_failure);
        }

        await LeaveAsync(socket, sending).ConfigureAwait(false);
    }

    private bool TakeMessage()
    {
        SessionLog.MessageReceived(_logger, _receiver.Message.Length);
        T result = _decoder.Decode(_receiver.Message, out MimiResultKind kind);
        bool isFinal = kind == MimiResultKind.Final;
        SessionId ??= _decoder.SessionIdOf(result);
        TimeSpan? reach = _decoder.Reach?.Invoke(result);
        _monitor.Received(reach, hasReach: _decoder.Reach is null || reach is not null, isFinal); // First, so that whoever reads the result finds the health up to date.
        bool isMuch;
        lock (_gate)
        {
            if (_state == Closed)
            {
                return false;
            }

            _heard?.Add(result, kind);
            isMuch = Results.Hold(result, kind); // Bounded, and never waits: the close and control frames come behind it.
            _hasFinal |= isFinal;
        }

        if (isFinal)
        {
            _monitor.AwaitClose();
        }

        return isMuch;
    }

    private void HandOver()
    {
        try
        {
            Results.WakeHere();
        }
        catch (Exception e)
        {
            SessionLog.ReaderFailed(_logger, SessionId, e.GetType().Name); // A loop's failure is its own: this is a bare callback's, or a context's that takes no work any more.
        }
    }

    /// <summary>Says how the connection was lost, as whoever learned more of it does: the reader, or the writer.</summary>
    private async Task<MimiIOException> LossAsync(Exception cause, Task sending)
    {
        if (cause is IOException or SocketException or WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely })
        {
            // Who sees a dead connection's bare end is not who is told why. A write on it ends at once; one that does not is cut off with the wait for the close.
            Refuse(cause);
            await sending.ConfigureAwait(false);
        }

        MimiIOException loss = Loss(cause);
        MimiIOException? other = _sendFailure is { } sendFailure ? Loss(sendFailure) : null;
        return other is null || NetworkCause.SaysMore(loss, other) ? loss : other;
    }

    private static MimiIOException Loss(Exception cause) => new(
        cause is WebSocketException { WebSocketErrorCode: not WebSocketError.ConnectionClosedPrematurely }
            ? "The server broke the WebSocket protocol before the final result; the inner exception says how."
            : "The connection was lost before the final result.",
        cause);

    private MimiServiceException? FailureOfClose()
    {
        bool isNormal = _hasFinal || (!_decoder.KnowsFinal && CloseStatus == WebSocketCloseStatus.NormalClosure);
        return isNormal ? null : new MimiServiceException(CloseStatus ?? WebSocketCloseStatus.Empty, CloseDescription, SessionId);
    }

    /// <summary>Takes no more audio when a send has failed, and reads on: a server that refuses audio says why in its close.</summary>
    private void RefuseAfter(Exception sendFailure)
    {
        lock (_gate)
        {
            _sendFailure ??= _state == Closed ? null : sendFailure;
        }

        Refuse(sendFailure);
    }

    /// <summary>Takes no more audio, lets what is being written end, and waits for the end no longer than for a close.</summary>
    private void Refuse(Exception failure)
    {
        lock (_gate)
        {
            if (_state == Closed)
            {
                return;
            }

            Volatile.Write(ref _state, Stopping);
        }

        _monitor.Stopping();
        _queue.Abandon(() => new MimiIOException("The connection was lost, and the audio was not taken.", failure));
        _monitor.AwaitClose();
    }

    /// <summary>Answers the server's close if there was one, and gives everything back.</summary>
    private async Task LeaveAsync(WebSocket socket, Task sending)
    {
        if (CloseStatus is not null && !_lifetime.IsCancellationRequested)
        {
            _monitor.AwaitClose(); // The server may not read the answer.
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _lifetime.Token).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // However it fails, the server is gone already: all of its messages were read, which is what matters.
            }
        }

        Disconnect();
        await sending.ConfigureAwait(false);
        socket.Dispose();
        _receiver.Dispose();
        _monitor.Dispose();
    }
}
