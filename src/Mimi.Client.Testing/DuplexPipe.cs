using System.IO.Pipelines;

namespace Mimi.Client.Testing;

/// <summary>One end of a connection in memory: what one end writes, the other reads.</summary>
internal sealed class DuplexPipe : Stream
{
    private readonly Stream _input;
    private readonly Stream _output;

    private DuplexPipe(Pipe input, Pipe output)
    {
        _input = input.Reader.AsStream();
        _output = output.Writer.AsStream();
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (Stream Client, Stream Server) CreatePair()
    {
        Pipe toServer = new(), toClient = new();
        return (new DuplexPipe(toClient, toServer), new DuplexPipe(toServer, toClient));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _output.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _output.Dispose(); // Completes the pipe: the other end reads the end of the stream.
            _input.Dispose();
        }

        base.Dispose(disposing);
    }
}
