using Mimi.Client.Sessions;

namespace Mimi.Client.Continuous;

/// <summary>The state of a continuous session: one window of audio, the utterances it is cut into, and the events in their order.</summary>
/// <remarks>
/// <para>One lock guards everything. Nothing under it waits or runs foreign code; <see cref="UtteranceRunner"/> does what takes time.</para>
/// <para>
/// Utterances are a list in the order of the audio, without holes. Each is settled from its beginning on, by determined texts or losses, and leaves the list when it is settled
/// to its end and first. What is determined of a later one is held until then.
/// </para>
/// </remarks>
internal sealed partial class ContinuousCore : IResultSource<MimiContinuousEvent>, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly MimiContinuousOptions _options;
    private readonly MimiSessionOptions _sessionOptions;
    private readonly SampleClock _clock;
    private readonly AudioWindow _window = new();
    private readonly CutPlanner _planner;
    private readonly EventStream _events;
    private readonly Random _jitter;
    private readonly Outage _outage;
    private readonly Func<CancellationToken, Task<UtteranceConnection>> _connect;
    private readonly CancellationTokenSource _lifetime = new();
    private readonly List<Utterance> _utterances = [];
    private readonly List<UtteranceConnection> _connections = [];
    private readonly List<Task> _runners = [];
    private readonly Queue<PendingSend> _line = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _idleTimer;
    private readonly int _capacity;
    private Utterance? _live; // The last utterance, while its end is open.
    private long _tail; // Where the next utterance begins.
    private MimiSeamReason _succession = MimiSeamReason.Idle; // Why it will.
    private long _lastSegment;
    private bool _isCompleted;
    private bool _isStopping;
    private bool _isClosed;
    private Exception? _failure;
    private ITimer? _graceTimer;

    public ContinuousCore(
        Func<CancellationToken, Task<UtteranceConnection>> connect, MimiAudioFormat format, MimiContinuousOptions options, MimiSessionOptions sessionOptions)
    {
        _connect = connect;
        _options = options;
        _sessionOptions = sessionOptions;
        _clock = new(format);
        _capacity = _clock.ToBytes(options.ReplayWindow);
        _planner = new(options, _clock);
        _events = new(sessionOptions.ResultBufferCapacity);
        _jitter = options.Reconnect.JitterSeed is { } seed ? new(seed) : new();
        _outage = new(Time);
        _idleTimer = Time.CreateTimer(static core => ((ContinuousCore)core!).EndIdle(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeProvider Time => _sessionOptions.TimeProvider;

    public CancellationToken Lifetime => _lifetime.Token;

    public ResultBuffer<MimiContinuousEvent> Results => _events.Buffer;

    public MimiConnectionState State => _events.State;

    public bool IsActive
    {
        get
        {
            lock (_gate)
            {
                return !_isStopping && !_isClosed && _failure is null;
            }
        }
    }

    /// <summary>The end of what is whole samples: half a one is not sent.</summary>
    private long WholeEnd => _clock.Align(_window.End);

    private long EndOf(Utterance utterance) => utterance.End ?? WholeEnd;
}
