using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Mimi.Client.Tests.Support;

/// <summary>Lets Kestrel serve connections that are made in memory, without a port.</summary>
internal sealed class InMemoryListener : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _incoming = Channel.CreateUnbounded<ConnectionContext>();

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 80);

    public Stream Connect()
    {
        var options = new PipeOptions(useSynchronizationContext: false);
        var up = new Pipe(options);
        var down = new Pipe(options);
        var context = new InMemoryConnection(up.Reader, down.Writer, EndPoint);
        Assert.True(_incoming.Writer.TryWrite(context));
        return new DuplexPipeStream(down.Reader, up.Writer, context.OnClientGone);
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
