using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Mimi.Client.Serialization;

namespace Mimi.Client.Sessions;

/// <summary>The semantics of a session, once for every service: one writer behind a queue, one reader that nobody holds up for long, and one way to end.</summary>
/// <remarks>Connecting → active → stopping → closed; any state may be skipped, and none comes back.</remarks>
internal sealed partial class WebSocketSession<T> : IResultSource<T>, IAsyncDisposable
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
    private readonly MessagePump _pump;
    private readonly SessionWriter _writer;
    private readonly SessionMonitor _monitor;
    private readonly CancellationTokenSource _lifetime = new();
    private int _state;
    private bool _hasFinal;
    private WebSocket? _socket;
    private Exception? _sendFailure;
    private Task _sending = Task.CompletedTask;
    private Task _reading = Task.CompletedTask;

    /// <param name="decoder">What the messages mean.</param>
    /// <param name="options">How it buffers and how long it waits.</param>
    /// <param name="format">The audio, if it sends any.</param>
    /// <param name="logger">Is told of its life.</param>
    /// <param name="keepsHeard">Whether it keeps what was heard, for <see cref="CompleteAsync"/>.</param>
    /// <exception cref="ArgumentException">The options do not fit the audio.</exception>
    public WebSocketSession(MessageDecoder<T> decoder, MimiSessionOptions options, MimiAudioFormat? format, ILogger logger, bool keepsHeard)
    {
        options.ThrowIfUnfit(format);
        var scale = new AudioScale(format);
        var gaps = new AudioGaps(scale);
        _decoder = decoder;
        _options = options;
        _logger = logger;
        _heard = keepsHeard ? new() : null;
        _queue = new(options, scale.SampleBytes, gaps);
        Results = new(options.ResultBufferCapacity);
        _receiver = new(options.MaxMessageBytes);
        _pump = new(_receiver, TakeMessage, HandOver);
        _monitor = new(options, scale, decoder.InterimInterval, _queue, gaps, IsHeldUp, OnOver);
        _writer = new(_queue, new(_queue, scale.SampleBytes), options.Encoding == MimiWireEncoding.Flac ? new(scale.Pcm, options.FlacLevel) : null, _monitor, logger);
    }

    public ResultBuffer<T> Results { get; }

    public bool IsActive => Volatile.Read(ref _state) == Active;

    public SendQueue Queue => _queue;

    public SessionMonitor Monitor => _monitor;

    /// <summary>Gets whether a graceful stop has begun and everything has left, its end marker included.</summary>
    public bool HasSentAll => _writer.HasSentEndMarker;

    public string? SessionId { get; private set; }

    public WebSocketCloseStatus? CloseStatus => _receiver.CloseStatus;

    public string? CloseDescription => _receiver.CloseDescription;

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
        _monitor.Stopping();
        _queue.Complete(endMarker);
    }

    /// <summary>Disconnects at once.</summary>
    public void Cancel()
    {
        Leave();
        Disconnect();
    }

    /// <summary>Disconnects at once, unless the session has ended by itself: its answer to the server's close may still be on its way.</summary>
    public void Leave() => Leave(SessionEnding.Cancelled);

    /// <summary>Waits while the end marker is being written, so that <see cref="HasSentAll"/> tells whether a result that came meanwhile can be its answer. At once if it is not.</summary>
    public async ValueTask SettleEndMarkerAsync()
    {
        if (_writer.IsSendingEndMarker && !HasSentAll)
        {
            await _sending.WaitAsync(_lifetime.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _sending.WaitAsync(DisposeGrace, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // The write of a session that has ended ends at once.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Leave();
        _pump.Reclaim(); // Whoever blocks the thread on which it read.

        // Ends at once with every engine that keeps its contract, and must not hang with one that does not.
        await _reading.WaitAsync(DisposeGrace, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Disconnect();
        LentThreads.Remove(_pump); // One whose socket ignores even that is not kept.
    }

    /// <summary>Says whether the user's code holds the reading up, and sees to it that it does not for long.</summary>
    private bool IsHeldUp()
    {
        bool isHeldUp = _pump.IsHeldUp; // Before it goes on, and is held up no more.
        return _pump.Reclaim() || isHeldUp;
    }

    private void Leave(SessionEnding ending)
    {
        if (End(failure: null, ending))
        {
            SessionLog.Cancelled(_logger, SessionId);
            Disconnect();
        }
    }

    /// <summary>Ends the session because something was waited for in vain. After the final result that is no failure.</summary>
    private void OnOver(MimiTimeoutException? timeout)
    {
        if (timeout is not null && End(timeout))
        {
            LogEnd(_failure);
        }

        Disconnect();
    }

    /// <summary>The one way to end: refuses who sends, and shows whoever reads every result first and then how it ended. After the final result nothing is a failure.</summary>
    /// <returns><see langword="false"/> if the session had ended before.</returns>
    private bool End(Exception? failure, SessionEnding ending = SessionEnding.Failed)
    {
        lock (_gate)
        {
            if (_state == Closed)
            {
                return false;
            }

            Volatile.Write(ref _state, Closed);
            failure = _hasFinal && failure is not MimiResultOverflowException ? null : failure;
            if (failure is MimiException told)
            {
                told.SessionId ??= SessionId;
            }

            (_failure, _ending) = (failure, ending);
        }

        _queue.Abandon(() => failure is null
            ? new InvalidOperationException("The session is closed: it takes no more audio or commands.")
            : new MimiIOException("The session has failed, and the audio was not taken; the inner exception says how it failed.", failure));
        Results.Complete(failure);
        _monitor.Ended();
        _ended.TrySetResult();
        return true;
    }

    private void Disconnect()
    {
        _ = _lifetime.CancelAsync(); // Before the abort, which alone leaves a read pending on some streams; whoever listens to the token must not keep the caller.
        try
        {
            Volatile.Read(ref _socket)?.Abort();
        }
        catch (Exception e)
        {
            SessionLog.NotDropped(_logger, e.GetType().Name); // The session has ended all the same.
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
