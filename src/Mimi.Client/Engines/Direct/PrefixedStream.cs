using Mimi.Streams;

namespace Mimi.Client.Engines.Direct;

/// <summary>A connection of which something was read already that comes first. It owns the connection.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> first, Stream connection) : ReplayStream(first, connection)
{
    private readonly Stream _connection = connection;

    public override bool CanWrite => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _connection.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _connection.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => _connection.Write(buffer, offset, count);

    public override void Flush() => _connection.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _connection.FlushAsync(cancellationToken);
}
