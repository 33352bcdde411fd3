namespace Mimi.Client.Sessions;

/// <summary>Watches what a session sends and receives, so that nothing is waited for without end, and tells how it does.</summary>
internal sealed class SessionMonitor : IDisposable
{
    private static readonly TimeSpan SilenceLength = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a session may at most hold what a burst needed, unless it needs it again.</summary>
    private static readonly TimeSpan RestDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly MimiSessionOptions _options;
    private readonly AudioScale _scale;
    private readonly SendQueue _queue;
    private readonly Func<bool> _isHeldUp;
    private readonly Action<MimiTimeoutException?> _over;
    private readonly AudioProgress _audio;
    private readonly SpeechEvidence _speech;
    private readonly SessionTimer _timer;
    private readonly TimeSpan _answerLimit;
    private readonly bool _expectsAnswers;
    private TimeSpan _finalLimit;
    private byte[]? _silence;
    private bool _isStopping;
    private bool _isEndSent;
    private bool _hasFinal;
    private volatile bool _isWriting;

    /// <param name="options">How long to wait for what.</param>
    /// <param name="scale">The audio.</param>
    /// <param name="interimInterval">How far apart results come while one speaks; <see langword="null"/> if none are expected.</param>
    /// <param name="queue">Where silence goes.</param>
    /// <param name="gaps">What was dropped.</param>
    /// <param name="isHeldUp">Says whether the user's code holds the reading up: then the server is not judged.</param>
    /// <param name="over">Ends the session: with a time-out, or, without one, because nothing else can come.</param>
    public SessionMonitor(MimiSessionOptions options, AudioScale scale, TimeSpan? interimInterval, SendQueue queue, AudioGaps gaps, Func<bool> isHeldUp, Action<MimiTimeoutException?> over)
    {
        _options = options;
        _scale = scale;
        _queue = queue;
        _isHeldUp = isHeldUp;
        _over = over;
        Gaps = gaps;
        _audio = new(scale);
        _speech = new(scale);
        _timer = new(options.TimeProvider, OnExpired);
        _expectsAnswers = interimInterval is not null && scale.IsPcm;
        _answerLimit = _expectsAnswers ? AnswerLimit(options.AnswerTimeout, interimInterval!.Value) : Timeout.InfiniteTimeSpan;
        Health = new(ReadHealth, _timer, options.TimeProvider);
    }

    public SessionHealth Health { get; }

    public AudioGaps Gaps { get; }

    /// <summary>Gets how much of the audio that was taken no result reaches, what was dropped aside.</summary>
    public TimeSpan UnansweredAudio => _scale.ToTime(UnansweredBytes());

    public MimiSessionHealth ReadHealth()
    {
        (long sent, long answered, long speech) = _audio.Read();
        long dropped = Gaps.Dropped;
        TimeSpan lag = _scale.ToTime(speech);
        return new(
            _timer.IsHalfOver(out _) ? MimiSessionHealthState.Stalled : _expectsAnswers && lag >= _options.LagThreshold ? MimiSessionHealthState.Lagging : MimiSessionHealthState.Healthy,
            _scale.ToTime(sent),
            _scale.ToTime(answered),
            lag,
            _scale.ToTime(Math.Max(0, _queue.AudioTaken - dropped - sent)),
            _scale.ToTime(dropped));
    }

    public TimeSpan ToAudioTime(TimeSpan resultTime) => _audio.ToAudioTime(resultTime);

    public void Opened() => KeepAlive();

    public void Stopping()
    {
        lock (_lock)
        {
            _isStopping = true;
            _timer.End(SessionWait.KeepAlive);
        }
    }

    public void Writing(in SendFrame frame)
    {
        _isWriting = true;
        _audio.Writing(frame);
    }

    /// <summary>Takes note of a write that does not finish at once.</summary>
    public void WriteWaits()
    {
        _timer.Begin(SessionWait.Write, _options.SendTimeout);
        Health.Refresh();
    }

    public void WriteEnds()
    {
        _timer.End(SessionWait.Write);
        _isWriting = false;
    }

    public void Written(in SendFrame frame)
    {
        int speech = frame.Kind == SendKind.Audio ? _audio.Written(frame) : 0;
        lock (_lock)
        {
            if (frame.Kind == SendKind.EndMarker)
            {
                _isEndSent = true;
                _timer.End(SessionWait.Answer);
                AwaitFinal();
            }
            else if (frame.Kind == SendKind.Audio && _expectsAnswers && !_hasFinal)
            {
                AwaitAnswer(speech, frame.Bytes.Length);
            }
        }

        if (_queue.KeepsMuch && !_timer.IsRunning(SessionWait.Rest))
        {
            _timer.Begin(SessionWait.Rest, RestDelay);
        }

        KeepAlive();
        Health.Refresh();
    }

    /// <summary>Takes note of a result.</summary>
    /// <param name="reach">How far it reaches, as the server tells; <see langword="null"/> for all that was sent.</param>
    /// <param name="hasReach">Whether it tells, or reaches anything at all.</param>
    /// <param name="isFinal">Whether it is the final one.</param>
    public void Received(TimeSpan? reach, bool hasReach, bool isFinal)
    {
        lock (_lock)
        {
            _hasFinal |= isFinal;
            if (isFinal)
            {
                _audio.AnsweredAll();
            }
            else if (hasReach)
            {
                _audio.Answered(reach);
            }

            if (_speech.IsEnough)
            {
                _timer.End(SessionWait.Answer); // It begins with enough of it.
            }

            _speech.Reset();
            if (_isEndSent)
            {
                AwaitFinal();
            }
        }

        Health.Refresh();
    }

    /// <summary>Waits for the close, and not for long.</summary>
    public void AwaitClose()
    {
        lock (_lock)
        {
            if (!_timer.IsRunning(SessionWait.Close))
            {
                _timer.Begin(SessionWait.Close, _options.CloseTimeout);
            }
        }
    }

    public void Ended()
    {
        _timer.EndAll();
        Gaps.Complete();
        Health.Complete();
    }

    public void Dispose() => _timer.Dispose();

    private static TimeSpan AnswerLimit(TimeSpan timeout, TimeSpan interval) =>
        timeout == Timeout.InfiniteTimeSpan || timeout >= 2 * interval ? timeout : 2 * interval;

    private static MimiTimeoutException TimedOut(string what, TimeSpan limit, string entryId) => new($"{what} within {limit.TotalSeconds:0.###} s.", limit) { EntryId = entryId };

    private void AwaitAnswer(int speech, int bytes)
    {
        bool wasEnough = _speech.IsEnough;
        _speech.Add(speech, bytes, _options.TimeProvider.GetTimestamp());
        if (!wasEnough && _speech.IsEnough && !_isEndSent)
        {
            _timer.Begin(SessionWait.Answer, _answerLimit, _speech.Start);
        }
    }

    private void AwaitFinal()
    {
        if (_hasFinal || _options.FinalTimeout == Timeout.InfiniteTimeSpan)
        {
            _timer.End(SessionWait.Final);
            return;
        }

        _finalLimit = _options.FinalTimeout + _scale.ToLongestTime(UnansweredBytes());
        _timer.Begin(SessionWait.Final, _finalLimit);
    }

    private void BeginAnew(SessionWait wait)
    {
        lock (_lock)
        {
            if (wait == SessionWait.Answer && _speech.IsEnough && !_isEndSent)
            {
                _timer.Begin(wait, _answerLimit);
            }
            else if (wait == SessionWait.Final && _isEndSent && !_hasFinal)
            {
                _timer.Begin(wait, _finalLimit);
            }
        }
    }

    private long UnansweredBytes() => Math.Max(0, _queue.AudioTaken - Gaps.Dropped - _audio.Read().Answered);

    private void KeepAlive()
    {
        if (_options.KeepAlive is not { } interval)
        {
            return;
        }

        lock (_lock)
        {
            if (!_isStopping && !_hasFinal)
            {
                _timer.Begin(SessionWait.KeepAlive, interval);
            }
        }
    }

    private void OnExpired(SessionWait wait)
    {
        switch (wait)
        {
            case SessionWait.Write:
                _over(TimedOut("A frame could not be written", _options.SendTimeout, "send-stalled"));
                break;
            case SessionWait.Answer or SessionWait.Final when _isHeldUp():
                BeginAnew(wait); // What came meanwhile was not read.
                break;
            case SessionWait.Answer:
                _over(TimedOut("Speech was sent, and no message came", _answerLimit, "no-answer"));
                break;
            case SessionWait.Final:
                _over(TimedOut("The recognition was stopped, and no message came", _finalLimit, "final-overdue"));
                break;
            case SessionWait.Close:
                _over(null);
                break;
            case SessionWait.KeepAlive:
                if (!_isWriting)
                {
                    _queue.AddSilence(_silence ??= new byte[_scale.ToWholeSamples(SilenceLength)]);
                }

                KeepAlive();
                break;
            case SessionWait.Rest:
                _queue.Rest();
                break;
        }

        Health.Refresh();
    }
}
