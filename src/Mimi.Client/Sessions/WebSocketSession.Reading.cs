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
            while (await _receiver.ReceiveAsync(socket, _lifetime.Token).ConfigureAwait(false))
            {
                SessionLog.MessageReceived(_logger, _receiver.Message.Length);
                Deliver(_decoder.Decode(_receiver.Message, out MimiResultKind kind), kind);
            }

            failure = FailureOfClose();
        }
        catch (Exception e)
        {
            failure = _hasFinal && e is not MimiResultOverflowException ? null : e as MimiException ?? Loss(_sendFailure ?? e);
        }

        if (End(failure))
        {
            LogEnd(_failure);
        }

        await LeaveAsync(socket, sending).ConfigureAwait(false);
    }

    private void Deliver(T result, MimiResultKind kind)
    {
        bool isFinal = kind == MimiResultKind.Final;
        SessionId ??= _decoder.SessionIdOf(result);
        TimeSpan? reach = _decoder.Reach?.Invoke(result);
        _monitor.Received(reach, hasReach: _decoder.Reach is null || reach is not null, isFinal); // First, so that whoever reads the result finds the health up to date.
        lock (_gate)
        {
            if (_state == Closed)
            {
                return;
            }

            _heard?.Add(result, kind);
            Results.Add(result, kind); // Bounded, and never waits: the close and control frames come behind it.
            _hasFinal |= isFinal;
        }

        if (isFinal)
        {
            _monitor.AwaitClose();
        }
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

    private async Task WatchSendingAsync(Task sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            RefuseAfter(e);
        }
    }

    /// <summary>Takes no more audio when a send has failed, and reads on: a server that refuses audio says why in its close.</summary>
    private void RefuseAfter(Exception sendFailure)
    {
        lock (_gate)
        {
            if (_state == Closed)
            {
                return;
            }

            Volatile.Write(ref _state, Stopping);
            _sendFailure = sendFailure;
        }

        _monitor.Stopping();
        _queue.Abandon(() => new MimiIOException("The connection was lost, and the audio was not taken.", sendFailure));
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
