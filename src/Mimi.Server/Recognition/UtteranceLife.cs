using Microsoft.Extensions.Logging;
using Mimi.Audio;
using Mimi.Server.Http;

namespace Mimi.Server.Recognition;

/// <summary>What can end an utterance besides its own end: silence of the caller, a lost connection, the server's shutdown, a failure. The first of them counts.</summary>
internal sealed class UtteranceLife : IDisposable
{
    private readonly TaskCompletionSource<UtteranceEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _work = new();
    private readonly CancellationTokenRegistration _onLost;
    private readonly CancellationTokenRegistration _onStopping;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private ITimer? _tokenEnd;

    public UtteranceLife(MimiServerOptions options, ILogger logger, CancellationToken connectionLost, CancellationToken stopping)
    {
        _logger = logger;
        _time = options.TimeProvider;
        Idle = new IdleWatch(options.IdleTimeout, options.TimeProvider, () => End(UtteranceEnd.Idle(options.IdleTimeout)));
        _onLost = connectionLost.UnsafeRegister(static life => ((UtteranceLife)life!).End(UtteranceEnd.ConnectionLost), this);
        _onStopping = stopping.UnsafeRegister(static life => ((UtteranceLife)life!).End(UtteranceEnd.Stopping), this);
    }

    public IdleWatch Idle { get; }

    /// <summary>Gets how it ended, once it has.</summary>
    public Task<UtteranceEnd> Ended => _ended.Task;

    /// <summary>Gets a token that ends the recognizer's work on the utterance.</summary>
    public CancellationToken Work => _work.Token;

    /// <summary>Ends it when the caller's token ends.</summary>
    public void EndWithToken(DateTimeOffset expires)
    {
        TimeSpan left = expires - _time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            End(UtteranceEnd.TokenExpired); // It ended while the session opened.
            return;
        }

        _tokenEnd = _time.CreateTimer(static life => ((UtteranceLife)life!).End(UtteranceEnd.TokenExpired), this, left, Timeout.InfiniteTimeSpan);
    }

    public void End(UtteranceEnd end) => _ended.TrySetResult(end);

    /// <summary>Runs what may fail because of the recognizer.</summary>
    /// <returns>Whether it was done.</returns>
    public async ValueTask<bool> TryAsync(Func<CancellationToken, ValueTask> work)
    {
        try
        {
            await work(Work).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (Work.IsCancellationRequested)
        {
            return false;
        }
        catch (RefusedException e)
        {
            End(UtteranceEnd.Refused(e)); // A scenario has nothing to say to this, or it is audio that is not taken.
            return false;
        }
        catch (AudioFormatException e)
        {
            End(UtteranceEnd.BrokenAudio(e));
            return false;
        }
        catch (Exception e)
        {
            if (!Work.IsCancellationRequested)
            {
                RecognitionLog.RecognizerFailed(_logger, e);
            }

            End(UtteranceEnd.RecognizerFailed);
            return false;
        }
    }

    /// <summary>Ends the work, and frees the recognizer at once.</summary>
    public async Task StopWorkAsync(Utterance utterance)
    {
        await _work.CancelAsync().ConfigureAwait(false);
        Idle.Pause();
        try
        {
            await utterance.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            RecognitionLog.RecognizerFailed(_logger, e); // The result does not suffer from it.
        }
    }

    public void Dispose()
    {
        _onLost.Dispose();
        _onStopping.Dispose();
        _tokenEnd?.Dispose();
        Idle.Dispose();
        _work.Dispose();
    }
}
