namespace Mimi.Client.Sessions;

/// <summary>Somebody who watches a session's health. <see cref="SessionHealth"/> guards it.</summary>
internal sealed class HealthWatcher
{
    private TaskCompletionSource? _waiting;
    private bool _isDue;

    /// <summary>Gets or sets what was told last, and when.</summary>
    public MimiSessionHealth Told { get; set; }

    public long ToldAt { get; set; }

    public Task WaitAsync()
    {
        if (_isDue)
        {
            _isDue = false;
            return Task.CompletedTask;
        }

        _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Task;
    }

    /// <summary>Wakes it, now or when it waits next. What it then reads is the newest there is.</summary>
    public void Wake()
    {
        if (_waiting is { } waiting)
        {
            _waiting = null;
            waiting.TrySetResult();
        }
        else
        {
            _isDue = true;
        }
    }
}
