using Mimi.Client.Sessions;

namespace Mimi.Client.Continuous;

/// <summary>Numbers the events and hands them to the reader. Guarded by the lock of the session.</summary>
internal sealed class EventStream(int capacity)
{
    private readonly int _capacity = capacity;
    private long _lastId;
    private int _state;

    public ResultBuffer<MimiContinuousEvent> Buffer { get; } = new(capacity);

    /// <summary>Gets the state that was told last. For any thread.</summary>
    public MimiConnectionState State => (MimiConnectionState)Volatile.Read(ref _state);

    public bool IsTooMuch(int held) => held > _capacity;

    /// <exception cref="MimiResultOverflowException">Nobody reads.</exception>
    public long Publish(MimiContinuousEvent told)
    {
        long id = ++_lastId;
        Buffer.Add(told with { Id = id }, told switch
        {
            MimiTranscript { IsDetermined: false } => MimiResultKind.Temporary,
            MimiConnectionChange { State: MimiConnectionState.Closed } => MimiResultKind.Final, // Has a place of its own.
            _ => MimiResultKind.Partial,
        });
        return id;
    }

    public void PublishState(MimiConnectionState state, int attempt = 0, TimeSpan delay = default, Exception? cause = null)
    {
        if (state != State || attempt > 0)
        {
            Volatile.Write(ref _state, (int)state);
            Publish(new MimiConnectionChange { State = state, Attempt = attempt, Delay = delay, Cause = cause });
        }
    }
}
