using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Mimi.Client.Serialization;

namespace Mimi.Client.Sessions;

/// <summary>The semantics of a session, once for every service: one writer behind a queue, one reader that is always at work, and one way to end.</summary>
/// <remarks>Connecting → active → stopping → closed; any state may be skipped, and none comes back.</remarks>
internal sealed class WebSocketSession<T> : IAsyncDisposable
{
    private const int Connecting = 0;
    private const int Active = 1;
    private const int Stopping = 2;
    private const int Closed = 3;

    /// <summary>How long disposing waits for the answer to the server's close. Real time: nothing but a hanging socket ever needs it.</summary>
    private static readonly TimeSpan DisposeGrace = TimeSpan.FromSeconds(1);

    private readonly MessageDecoder<T> _decoder;
    private readonly MimiSessionOptions _options;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly SendQueue _queue;
    private readonly MessageReceiver _receiver;
    private readonly CancellationTokenSource _lifetime = new();
    private int _state;
    private int _isClaimed;
    private bool _hasFinal;
    private WebSocket? _socket;
    private ITimer? _closeTimer;
    private Exception? _sendFailure;
    private Task _reading = Task.CompletedTask;

    public WebSocketSession(MessageDecoder<T> decoder, MimiSessionOptions options, int sampleBytes, ILogger logger)
    {
        _decoder = decoder;
        _options = options;
        _logger = logger;
        _queue = new(options.SendBufferBytes, sampleBytes);
        _receiver = new(options.MaxMessageBytes);
        Results = new(options.ResultBufferCapacity);
    }

    public ResultBuffer<T> Results { get; }

    public bool IsActive => Volatile.Read(ref _state) == Active;

    public SendQueue Queue => _queue;

    public string? SessionId { get; private set; }

    public WebSocketCloseStatus? CloseStatus => _receiver.CloseStatus;

    public string? CloseDescription => _receiver.CloseDescription;

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
            SessionLog.Opened(_logger);
        }
        catch (Exception e)
        {
            SessionLog.NotOpened(_logger, e.GetType().Name);
            bool isCancelled = e is OperationCanceledException;
            End(isCancelled ? null : e);
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

    public void ClaimResults()
    {
        if (Interlocked.Exchange(ref _isClaimed, 1) != 0)
        {
            throw new InvalidOperationException("The results of a session can be enumerated once, and are being, or were, enumerated already.");
        }
    }

    /// <summary>Begins a graceful stop: <paramref name="endMarker"/> goes out behind everything that was sent. Does nothing on a session that is stopping or closed.</summary>
    public void Stop(ReadOnlySpan<byte> endMarker)
    {
        lock (_gate)
        {
            if (_state is Stopping or Closed)
            {
                return;
            }

            Volatile.Write(ref _state, Stopping);
        }

        SessionLog.Stopping(_logger);
        _queue.Complete(endMarker);
    }

    /// <summary>Disconnects at once.</summary>
    public void Cancel()
    {
        Leave();
        Disconnect();
    }

    /// <summary>Disconnects at once, unless the session has ended by itself: its answer to the server's close may still be on its way.</summary>
    public void Leave()
    {
        if (End(failure: null))
        {
            SessionLog.Cancelled(_logger, SessionId);
            Disconnect();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Leave();

        // Ends at once with every engine that keeps its contract, and must not hang with one that does not.
        await _reading.WaitAsync(DisposeGrace, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Disconnect();
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

        _reading = Task.Run(() => ReadToEndAsync(socket, SendQueuedAsync(socket)));
    }

    /// <summary>The one way to end: refuses who sends, and shows whoever reads every result first and then how it ended.</summary>
    /// <returns><see langword="false"/> if the session had ended before.</returns>
    private bool End(Exception? failure)
    {
        lock (_gate)
        {
            if (_state == Closed)
            {
                return false;
            }

            Volatile.Write(ref _state, Closed);
        }

        _queue.Abandon(() => failure is null
            ? new InvalidOperationException("The session is closed: it takes no more audio or commands.")
            : new MimiIOException("The session has failed, and the audio was not taken; the inner exception says how it failed.", failure));
        Results.Complete(failure);
        return true;
    }

    private void Disconnect()
    {
        _lifetime.Cancel(); // Before the abort, which alone leaves a read pending on some streams.
        Volatile.Read(ref _socket)?.Abort();
    }

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
            LogEnd(failure);
        }

        await LeaveAsync(socket, sending).ConfigureAwait(false);
    }

    private void Deliver(T result, MimiResultKind kind)
    {
        SessionId ??= _decoder.SessionIdOf(result);
        Results.Add(result, kind == MimiResultKind.Temporary); // Bounded, and never waits: the close and control frames come behind it.
        if (kind == MimiResultKind.Final)
        {
            _hasFinal = true;
            DisconnectLater();
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

    private async Task SendQueuedAsync(WebSocket socket)
    {
        try
        {
            while (!_queue.HasEnded)
            {
                await _queue.WaitAsync().ConfigureAwait(false);
                while (_queue.TryTakeFrame(out ReadOnlyMemory<byte> frame, out WebSocketMessageType type))
                {
                    await socket.SendAsync(frame, type, endOfMessage: true, _lifetime.Token).ConfigureAwait(false);
                    SessionLog.FrameSent(_logger, frame.Length);
                }
            }
        }
        catch (Exception e)
        {
            RefuseAfter(e);
        }
        finally
        {
            _queue.Release();
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

        _queue.Abandon(() => new MimiIOException("The connection was lost, and the audio was not taken.", sendFailure));
        DisconnectLater();
    }

    /// <summary>Answers the server's close if there was one, and gives everything back.</summary>
    private async Task LeaveAsync(WebSocket socket, Task sending)
    {
        if (CloseStatus is not null && !_lifetime.IsCancellationRequested)
        {
            DisconnectLater(); // The server may not read the answer.
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
        _closeTimer?.Dispose();
    }

    private void DisconnectLater()
    {
        lock (_gate)
        {
            _closeTimer ??= _options.TimeProvider.CreateTimer(static session => ((WebSocketSession<T>)session!).Disconnect(), this, _options.CloseTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void LogEnd(Exception? failure)
    {
        if (failure is null)
        {
            SessionLog.Ended(_logger, SessionId, (int?)CloseStatus);
        }
        else
        {
            SessionLog.Failed(_logger, SessionId, (int?)CloseStatus, failure.GetType().Name);
        }

        if (Results.Dropped > 0)
        {
            SessionLog.ResultsDropped(_logger, SessionId, Results.Dropped);
        }
    }
}
