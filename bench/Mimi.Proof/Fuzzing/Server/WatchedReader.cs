using System.Buffers;
using System.IO.Pipelines;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>What the server reads from; it tells when the server has seen everything that will ever come, and waits for more.</summary>
/// <remarks>Ending a connection earlier is not the same: Kestrel takes it for a client that has gone away, and gives up what it is doing.</remarks>
internal sealed class WatchedReader(PipeReader inner, long expectedBytes, Action starves) : PipeReader
{
    private ReadOnlySequence<byte> _buffer;
    private long _consumed;
    private long _seen;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ValueTask<ReadResult> reading = inner.ReadAsync(cancellationToken);
        if (!reading.IsCompleted && _seen == expectedBytes)
        {
            starves();
        }

        return Note(await reading);
    }

    public override bool TryRead(out ReadResult result)
    {
        bool isRead = inner.TryRead(out result);
        if (isRead)
        {
            Note(result);
        }

        return isRead;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _consumed += _buffer.Slice(_buffer.Start, consumed).Length;
        _buffer = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private ReadResult Note(ReadResult result)
    {
        _buffer = result.Buffer;
        _seen = _consumed + result.Buffer.Length;
        return result;
    }
}
