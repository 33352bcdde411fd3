using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>Lets a real Kestrel serve connections in memory: a million of them would wear out the ports of a machine.</summary>
internal sealed class InMemoryListener : IConnectionListenerFactory, IConnectionListener
{
    /// <summary>No thresholds: a case writes everything before it reads anything.</summary>
    private static readonly PipeOptions Unbounded = new(pauseWriterThreshold: 0, resumeWriterThreshold: 0, useSynchronizationContext: false);

    private readonly Channel<ConnectionContext> _incoming = Channel.CreateUnbounded<ConnectionContext>();

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 80);

    /// <summary>Connects.</summary>
    /// <param name="bytes">How many bytes the client is going to write.</param>
    /// <returns>Where the client writes, and where it reads: a read is cancelled when the server has seen those bytes, and waits for more.</returns>
    public (PipeWriter ToServer, PipeReader FromServer) Connect(long bytes)
    {
        Pipe up = new(Unbounded), down = new(Unbounded);
        var input = new WatchedReader(up.Reader, bytes, down.Reader.CancelPendingRead);
        Expect.That(_incoming.Writer.TryWrite(new InMemoryConnection(input, down.Writer, EndPoint)), "The server listens no more.");
        return (up.Writer, down.Reader);
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return ValueTask.FromResult<IConnectionListener>(this);
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _incoming.Reader.WaitToReadAsync(cancellationToken) && _incoming.Reader.TryRead(out ConnectionContext? context) ? context : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _incoming.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
