using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>The server's end of a connection in memory.</summary>
internal sealed class InMemoryConnection : ConnectionContext
{
    public InMemoryConnection(PipeReader input, PipeWriter output, EndPoint endPoint)
    {
        Transport = new Pipes(input, output);
        LocalEndPoint = endPoint;
        RemoteEndPoint = endPoint;
    }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString();

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        Transport.Input.CancelPendingRead();
        Transport.Output.CancelPendingFlush();
        Transport.Output.Complete();
    }

    public override ValueTask DisposeAsync()
    {
        Transport.Input.Complete();
        Transport.Output.Complete();
        return base.DisposeAsync();
    }

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
