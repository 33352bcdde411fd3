using Mimi.Cli.Hosting;

namespace Mimi.Cli.Input;

public sealed class BlockingInputStreamTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_StopWhileNothingComes_IsTheEndAndTouchesNoCallersMemory()
    {
        using var stop = new StopSignal();
        var inner = new BlockingStream();
        await using var stream = new BlockingInputStream(inner, stop.Requested);
        byte[] buffer = new byte[8];
        ValueTask<int> read = stream.ReadAsync(buffer, Timeout);
        await inner.Entered.WaitAsync(Timeout);

        stop.Press();

        Assert.Equal(0, await read);
        inner.Release(42);
        await inner.Left.WaitAsync(Timeout);
        Assert.Equal(new byte[8], buffer);
        Assert.Equal(0, await stream.ReadAsync(buffer, Timeout));
    }

    [Fact]
    public async Task Read_CallersCancellation_IsACancellation()
    {
        using var stop = new StopSignal();
        using var cancel = new CancellationTokenSource();
        var inner = new BlockingStream();
        await using var stream = new BlockingInputStream(inner, stop.Requested);
        ValueTask<int> read = stream.ReadAsync(new byte[8], cancel.Token);
        await inner.Entered.WaitAsync(Timeout);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
        inner.Release(0);
    }

    [Fact]
    public async Task Read_Audio_ComesThrough()
    {
        using var stop = new StopSignal();
        byte[] audio = [.. Enumerable.Range(0, 200_000).Select(static i => (byte)i)];
        await using var stream = new BlockingInputStream(new MemoryStream(audio), stop.Requested);
        using var copy = new MemoryStream();

        await stream.CopyToAsync(copy, Timeout);

        Assert.Equal(audio, copy.ToArray());
    }

    /// <summary>Blocks its reader as a console does.</summary>
    private sealed class BlockingStream : MemoryStream
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _released = new(0);
        private byte _value;

        public Task Entered => _entered.Task;

        public Task Left => _left.Task;

        public void Release(byte value)
        {
            _value = value;
            _released.Release();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            _entered.TrySetResult();
            _released.Wait(Timeout);
            buffer[offset] = _value;
            _left.TrySetResult();
            return 1;
        }
    }
}
