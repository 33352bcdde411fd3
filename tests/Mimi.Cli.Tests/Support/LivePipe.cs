namespace Mimi.Cli.Support;

/// <summary>Standard input that somebody speaks into: it gives what it has, and then blocks until it is hung up.</summary>
internal sealed class LivePipe(byte[] content) : MemoryStream(content)
{
    private readonly ManualResetEventSlim _isHungUp = new();
    private readonly TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the moment when all that it has was read, and more is waited for.</summary>
    public Task Emptied => _emptied.Task;

    public void HangUp() => _isHungUp.Set();

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, count);
        if (read == 0)
        {
            _emptied.TrySetResult();
            _isHungUp.Wait(TimeSpan.FromMinutes(1));
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _isHungUp.Set();
        base.Dispose(disposing);
    }
}
