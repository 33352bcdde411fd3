using System.Diagnostics;

namespace Mimi.Proof.Hanging;

/// <summary>Something that must end in time. It says how far it is, because a thread's stack does not show what an async method waits for.</summary>
internal sealed class Operation(string name, Action<Operation> ended) : IDisposable
{
    private long _started = Stopwatch.GetTimestamp();
    private long _number;
    private volatile string _phase = "";

    /// <summary>Gets or sets what it is waiting for.</summary>
    public string Phase
    {
        get => _phase;
        set => _phase = value;
    }

    public TimeSpan Age => Stopwatch.GetElapsedTime(Interlocked.Read(ref _started));

    /// <summary>Begins anew under the same name: one worker, many cases.</summary>
    public void Restart(long number)
    {
        Interlocked.Exchange(ref _number, number);
        Interlocked.Exchange(ref _started, Stopwatch.GetTimestamp());
        _phase = "";
    }

    public void Dispose() => ended(this);

    public override string ToString() => $"{name}, case {Interlocked.Read(ref _number)}, for {Age.TotalSeconds:F1} s: {(_phase.Length == 0 ? "no phase told" : _phase)}";
}
