using System.Threading.Channels;
using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>Plays mimi for a continuous session: each connection is handed to the test, which plays it.</summary>
internal sealed class ContinuousServer : IDisposable
{
    private readonly Channel<ServerConnection> _accepted = Channel.CreateUnbounded<ServerConnection>();
    private readonly Queue<Exception> _refusals = new();
    private int _openings;

    public ContinuousServer()
    {
        Engine = new InMemoryNetworkEngine(async (_, socket, cancellationToken) =>
        {
            var connection = new ServerConnection(socket);
            _accepted.Writer.TryWrite(connection);
            await connection.Dropped.WaitAsync(cancellationToken);
        })
        {
            BeforeConnect = (_, _) =>
            {
                Interlocked.Increment(ref _openings);
                lock (_refusals)
                {
                    return _refusals.TryDequeue(out Exception? refusal) ? Task.FromException(refusal) : Task.CompletedTask;
                }
            },
        };
    }

    public InMemoryNetworkEngine Engine { get; }

    /// <summary>Gets how often a connection was tried.</summary>
    public int Openings => Volatile.Read(ref _openings);

    public void Refuse(params Exception[] refusals)
    {
        lock (_refusals)
        {
            Array.ForEach(refusals, _refusals.Enqueue);
        }
    }

    public async Task<ServerConnection> AcceptAsync() => await _accepted.Reader.ReadAsync(TestTimeout.Token);

    public bool HasWaiting => _accepted.Reader.TryPeek(out _);

    public void Dispose() => Engine.Dispose();
}
