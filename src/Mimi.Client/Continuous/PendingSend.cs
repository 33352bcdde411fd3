namespace Mimi.Client.Continuous;

/// <summary>A send that waits for room. Guarded by the lock of the session.</summary>
internal sealed class PendingSend(ReadOnlyMemory<byte> audio, int taken)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadOnlyMemory<byte> Remaining { get; private set; } = audio[taken..];

    public int Taken { get; private set; } = taken;

    public Task Task => _done.Task;

    public bool IsSettled => _done.Task.IsCompleted;

    public void Take(int count)
    {
        Taken += count;
        Remaining = Remaining[count..];
        if (Remaining.IsEmpty)
        {
            _done.TrySetResult();
        }
    }

    public void Refuse(Exception refusal)
    {
        Remaining = default;
        _done.TrySetException(refusal);
    }
}
