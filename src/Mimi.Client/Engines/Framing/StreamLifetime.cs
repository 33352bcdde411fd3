using System.Net.WebSockets;

namespace Mimi.Client.Engines.Framing;

/// <summary>Ends a stream once, and whatever is pending on it.</summary>
internal sealed class StreamLifetime : IDisposable
{
    private readonly Stream _stream;
    private readonly CancellationTokenSource _source = new();
    private int _hasEnded;
    private volatile bool _isAborted;
    private volatile bool _isDisposed;
    private TimeSpan? _unanswered;

    public StreamLifetime(Stream stream)
    {
        _stream = stream;
        Ended = _source.Token;
    }

    /// <summary>Gets a token that every operation on the stream takes.</summary>
    public CancellationToken Ended { get; }

    public bool IsAborted => _isAborted;

    public bool IsDisposed => _isDisposed;

    /// <summary>Gets how long an answer was waited for, if that is what ended the stream.</summary>
    public TimeSpan? Unanswered => _isAborted ? _unanswered : null;

    /// <summary>Makes the state Aborted while the stream lives on, for a last frame to get out or to fail by itself.</summary>
    public void Fault() => _isAborted |= !_isDisposed;

    public void Abort()
    {
        if (!_isDisposed)
        {
            _isAborted = true;
        }

        End();
    }

    /// <summary>Aborts because the peer did not answer in time.</summary>
    public void Expire(TimeSpan timeout)
    {
        if (!_isAborted && !_isDisposed)
        {
            _unanswered = timeout;
            Abort();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        End();
    }

    /// <summary>Aborts when the token of a started operation is cancelled, as the BCL's sockets do: a frame cannot be taken back.</summary>
    public CancellationTokenRegistration AbortOn(CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? cancellationToken.UnsafeRegister(static self => ((StreamLifetime)self!).Abort(), this) : default;

    /// <summary>Says what a failure of the stream means to the caller. Only the caller's own token cancels.</summary>
    public Exception Translate(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException(cancellationToken),
        _ when _isDisposed => new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The socket was disposed of meanwhile.", failure),
        _ when Unanswered is { } timeout => PingFailure.After(timeout, failure),
        _ when Ended.IsCancellationRequested => new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The socket was aborted meanwhile.", failure),
        _ => new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The connection was lost.", failure),
    };

    private void End()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
        {
            return;
        }

        // The token first: a pipe's pending read does not end when its stream is disposed of.
        Quietly(_source.Cancel);
        Quietly(_stream.Dispose);
        _source.Dispose();
    }

    private static void Quietly(Action end)
    {
        try
        {
            end();
        }
        catch (Exception)
        {
            // Ending never throws: what failed to end is given up all the same.
        }
    }
}
