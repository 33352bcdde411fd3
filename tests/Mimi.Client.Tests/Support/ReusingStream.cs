using System.Threading.Tasks.Sources;

namespace Mimi.Client.Tests.Support;

/// <summary>Takes what is written at once, and has one source for the tasks of all writes, as a socket has.</summary>
internal sealed class ReusingStream : Stream, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private bool _isInUse;

    /// <summary>Gets how many results were taken.</summary>
    public int Taken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Assert.False(_isInUse, "The result of the write before was not taken.");
        _isInUse = true;
        _core.Reset();
        _core.SetResult(true);
        return new(this, _core.Version);
    }

    public void GetResult(short token)
    {
        _core.GetResult(token);
        Taken++;
        _isInUse = false;
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
