namespace Mimi.Client.Sessions;

/// <content>How a session ends within a deadline, and what came out of it.</content>
internal sealed partial class WebSocketSession<T>
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HeardResults<T>? _heard;
    private SessionEnding _ending;
    private Exception? _failure;

    /// <summary>Stops, waits for the end at most until the deadline, and tells how it went.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled, which disconnects.</exception>
    public async Task<MimiCompletion<T>> CompleteAsync(byte[] endMarker, TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Cancel();
            cancellationToken.ThrowIfCancellationRequested();
        }

        Stop(endMarker);
        _pump.Reclaim(); // Whoever blocks for this the thread that reads.
        try
        {
            await _ended.Task.WaitAsync(deadline, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Leave(SessionEnding.TimedOut);
        }
        catch (OperationCanceledException)
        {
            Cancel();
            throw;
        }

        return Completion();
    }

    private MimiCompletion<T> Completion()
    {
        lock (_gate)
        {
            IReadOnlyList<T> heard = _heard!.ToList();
            TimeSpan unanswered = _monitor.UnansweredAudio;
            return _hasFinal ? new MimiCompleted<T>(_heard.Final!, heard, unanswered)
                : _ending == SessionEnding.TimedOut ? new MimiTimedOut<T>(heard, unanswered)
                : new MimiFailed<T>(Cause(), heard, unanswered);
        }
    }

    private MimiException Cause() => _failure switch
    {
        MimiException failure => failure,
        null => new MimiIOException("The session was disconnected by this side before the final result.") { EntryId = "cancelled" },
        { } other => new MimiIOException("The session could not be opened; the inner exception says why.", other),
    };
}
