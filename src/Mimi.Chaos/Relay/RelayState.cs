namespace Mimi.Chaos.Relay;

/// <summary>What both directions of a connection share: its ends, how it flows, and how it ends.</summary>
internal sealed class RelayState(RelayEnd client, TimeProvider time) : IDisposable
{
    private readonly TaskCompletionSource<Ending> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _clientTurn = new(1, 1);
    private RelayEnd? _server;
    private long _clientBytes;
    private int _serverMessages;
    private volatile bool _isVanishing;
    private volatile bool _isClosing;
    private volatile ChaosFault? _neverClose;

    public TimeProvider Time => time;

    public RelayEnd Client => client;

    public RelayEnd? Server
    {
        get => Volatile.Read(ref _server);
        set => Volatile.Write(ref _server, value);
    }

    public Flow ToServer { get; } = new(time);

    public Flow ToClient { get; } = new(time);

    /// <summary>Gets how it ends, once that is known.</summary>
    public Task<Ending> Ended => _ended.Task;

    /// <summary>Gets a task that completes when the WebSocket, or the request, is on its way.</summary>
    public Task Established => _established.Task;

    public long ClientBytes => Interlocked.Read(ref _clientBytes);

    public int ServerMessages => Volatile.Read(ref _serverMessages);

    /// <summary>Gets or sets a value indicating whether all bytes vanish.</summary>
    public bool IsVanishing { get => _isVanishing; set => _isVanishing = value; }

    /// <summary>Gets or sets a value indicating whether the client was sent a close, so that nothing else may follow.</summary>
    public bool IsClosing { get => _isClosing; set => _isClosing = value; }

    /// <summary>Gets or sets the fault that keeps the server's close from the client.</summary>
    public ChaosFault? NeverClose { get => _neverClose; set => _neverClose = value; }

    /// <summary>Gets a value indicating whether the server's end is of no interest any more.</summary>
    public bool IsCutOff => IsVanishing || IsClosing || NeverClose is not null;

    public void Establish() => _established.TrySetResult();

    public void End(Ending ending) => _ended.TrySetResult(ending);

    public void CountBytes(long bytes) => Interlocked.Add(ref _clientBytes, bytes);

    public int CountMessage() => Interlocked.Increment(ref _serverMessages);

    /// <summary>Writes to the client as a whole: a frame that is injected never comes into the middle of another.</summary>
    public async ValueTask WriteToClientAsync(ReadOnlyMemory<byte> bytes, bool closes, CancellationToken cancellationToken)
    {
        await _clientTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!IsVanishing && !IsClosing)
            {
                IsClosing = closes;
                await client.Stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                await client.Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _clientTurn.Release();
        }
    }

    public async ValueTask WriteToServerAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (IsVanishing || IsClosing)
        {
            return;
        }

        try
        {
            await Server!.Stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            await Server.Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsCutOff && !cancellationToken.IsCancellationRequested && RelayEnd.IsLoss(e))
        {
            // The client must not learn that the server is gone.
        }
    }

    public void Dispose() => _clientTurn.Dispose();
}
