namespace Mimi.Cli.Hosting;

/// <summary>What the user wants to stop: asked once, the work comes to a proper end; asked twice, at once.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly CancellationTokenSource _forced = new();
    private int _presses;

    /// <summary>Gets the token of the proper end: take no more audio, and finish what was begun.</summary>
    public CancellationToken Requested => _requested.Token;

    /// <summary>Gets the token of the end at once.</summary>
    public CancellationToken Forced => _forced.Token;

    /// <summary>Notes that the user pressed Ctrl-C.</summary>
    /// <returns>Whether the program sees to it; if not, it has had its chance, and the system should end it.</returns>
    public bool Press()
    {
        int presses = Interlocked.Increment(ref _presses);
        _requested.Cancel();
        if (presses > 1)
        {
            _forced.Cancel();
        }

        return presses <= 2;
    }

    public void Dispose()
    {
        _requested.Dispose();
        _forced.Dispose();
    }
}
