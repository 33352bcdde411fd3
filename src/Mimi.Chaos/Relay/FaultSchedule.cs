namespace Mimi.Chaos.Relay;

/// <summary>The faults of one connection that have not happened yet, and those that are commanded.</summary>
internal sealed class FaultSchedule(IReadOnlyList<ChaosFault> faults)
{
    private readonly Lock _gate = new();
    private readonly List<ChaosFault> _waiting = [.. faults];
    private Action<ChaosFault>? _commanded;
    private bool _isOver;

    /// <summary>Takes the first fault of some kinds that happens while the connection opens.</summary>
    public ChaosFault? TakeOpening(params ReadOnlySpan<ChaosFaultKind> kinds)
    {
        lock (_gate)
        {
            foreach (ChaosFault fault in _waiting)
            {
                if (kinds.Contains(fault.Kind))
                {
                    _waiting.Remove(fault);
                    return fault;
                }
            }

            return null;
        }
    }

    /// <summary>The connection is open: takes what happens at once and at a time, and hands commands on from now on.</summary>
    public IReadOnlyList<ChaosFault> Begin(Action<ChaosFault> commanded)
    {
        lock (_gate)
        {
            _commanded = commanded;
            return Take(static fault => !fault.IsOpening && fault is { AfterBytes: null, AfterMessages: null });
        }
    }

    /// <summary>Gets after how many bytes the next one happens.</summary>
    public long NextBytes()
    {
        lock (_gate)
        {
            return _waiting.Min(static fault => fault.AfterBytes) ?? long.MaxValue;
        }
    }

    /// <summary>Takes what happens after so many bytes.</summary>
    public IReadOnlyList<ChaosFault> TakeAtBytes(long bytes)
    {
        lock (_gate)
        {
            return Take(fault => fault.AfterBytes <= bytes);
        }
    }

    /// <summary>Takes what happens after so many messages.</summary>
    public IReadOnlyList<ChaosFault> TakeAtMessages(int messages)
    {
        lock (_gate)
        {
            return Take(fault => fault.AfterMessages <= messages);
        }
    }

    /// <summary>Lets one happen now, or as soon as the connection is open.</summary>
    public void Command(ChaosFault fault)
    {
        Action<ChaosFault>? commanded;
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            commanded = _commanded;
            if (commanded is null)
            {
                _waiting.Add(fault);
            }
        }

        commanded?.Invoke(fault);
    }

    /// <summary>Nothing happens any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
            _commanded = null;
        }
    }

    private List<ChaosFault> Take(Func<ChaosFault, bool> isDue)
    {
        List<ChaosFault> due = [.. _waiting.Where(isDue)];
        _waiting.RemoveAll(due.Contains);
        return due;
    }
}
