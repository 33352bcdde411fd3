using System.Text;
using Mimi.Proof.Fuzzing.Client;

namespace Mimi.Proof.Fuzzing.Handshake;

/// <summary>A connection whose server answers as soon as the head of a request is there.</summary>
/// <param name="answer">Makes the answer from the request's head.</param>
/// <param name="pieces">How much each read gives at most, in turn.</param>
/// <param name="isReset">Whether the connection is reset behind the answer, or just ends.</param>
internal sealed class HandshakeStream(Func<string, byte[]> answer, int[] pieces, bool isReset) : Stream
{
    private readonly TaskCompletionSource<Stream> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _request = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Stream stream = await _answer.Task.WaitAsync(cancellationToken);
        return await stream.ReadAsync(buffer, cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_answer.Task.IsCompleted)
        {
            _request.Append(Encoding.Latin1.GetString(buffer.Span));
            string head = _request.ToString();
            if (head.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                _answer.TrySetResult(new ScriptedStream(answer(head), pieces, isReset ? StreamEnd.Reset : StreamEnd.Closed, WriteFate.Taken));
            }
        }

        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
