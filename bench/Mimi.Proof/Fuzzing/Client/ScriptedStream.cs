namespace Mimi.Proof.Fuzzing.Client;

/// <summary>A connection whose server says what a script says, in pieces of the script's sizes.</summary>
/// <param name="input">What the server sends.</param>
/// <param name="pieces">How much each read gives at most, in turn; a negative size is a read that does not complete at once.</param>
/// <param name="end">What comes behind.</param>
/// <param name="fate">What becomes of what is written.</param>
internal sealed class ScriptedStream(byte[] input, int[] pieces, StreamEnd end, WriteFate fate) : Stream
{
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _position;
    private int _reads;

    /// <summary>Gets a task that completes when all bytes were read, worked off, and more are waited for in vain.</summary>
    public Task Silent => _silent.Task;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == input.Length)
        {
            return EndAsync(cancellationToken);
        }

        int piece = pieces[_reads++ % pieces.Length];
        int count = Math.Min(Math.Min(buffer.Length, Math.Abs(piece)), input.Length - _position);
        input.AsSpan(_position, count).CopyTo(buffer.Span);
        _position += count;
        return piece < 0 ? LaterAsync(count) : ValueTask.FromResult(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => fate switch
    {
        WriteFate.Taken => ValueTask.CompletedTask,
        WriteFate.TakenLater => new(LaterAsync(0).AsTask()),
        WriteFate.Fails => ValueTask.FromException(new IOException("Written to in vain, by the script.")),
        _ => new(Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken)),
    };

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private static async ValueTask<int> LaterAsync(int count)
    {
        await Task.Yield();
        return count;
    }

    private ValueTask<int> EndAsync(CancellationToken cancellationToken)
    {
        switch (end)
        {
            case StreamEnd.Closed:
                return ValueTask.FromResult(0);
            case StreamEnd.Reset:
                return ValueTask.FromException<int>(new IOException("Reset, by the script."));
            default:
                Task<int> never = Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith<int>(static task => throw new OperationCanceledException(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                _silent.TrySetResult();
                return new(never);
        }
    }
}
