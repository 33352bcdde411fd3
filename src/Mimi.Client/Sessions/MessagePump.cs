using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Mimi.Client.Sessions;

/// <summary>Reads one message after the other and, before it would have to wait for the next one, lends its thread to whoever waits for what came.</summary>
/// <remarks>
/// So a message costs neither a detour over the thread pool nor a read that finds nothing. Whoever keeps a lent thread, because the user's loop blocks, does not keep the reading for long:
/// <see cref="LentThreads"/> has it go on elsewhere, so pings are answered, the close is seen and the next results are taken.
/// </remarks>
/// <param name="receiver">Reads a message.</param>
/// <param name="take">Takes the message that was read, and says whether so much waits that it should be handed over now.</param>
/// <param name="handOver">Runs whoever waits for what was taken. Does not throw.</param>
internal sealed class MessagePump(MessageReceiver receiver, Func<bool> take, Action handOver) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _end = new();
    private WebSocket? _socket;
    private IReadAhead? _readAhead;
    private CancellationToken _cancellationToken;
    private ExecutionContext? _context;
    private Action? _goOn;
    private ConfiguredValueTaskAwaitable<ValueWebSocketReceiveResult>.ConfiguredValueTaskAwaiter _read;
    private bool _isReading;
    private volatile bool _isHeldUp;
    private int _turn;
    private int _lentIn; // The turn in which this thread is lent, or 0.

    /// <summary>Reads until the server's close, or fails as the reading or the taking does. Once.</summary>
    public Task RunAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        _socket = socket;
        _readAhead = socket as IReadAhead;
        _cancellationToken = cancellationToken;
        _context = ExecutionContext.Capture();
        _goOn = GoOn;
        LentThreads.Add(this);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false); // Not here: the first message may find somebody who keeps the thread.
        return _end.Task;
    }

    /// <summary>Gets whether the reading is held up by whoever was run for a message. For any thread.</summary>
    public bool IsHeldUp => _isHeldUp;

    /// <summary>Has the reading go on on another thread if its own is lent. For any thread.</summary>
    /// <returns>Whether it was.</returns>
    public bool Reclaim()
    {
        int turn = Volatile.Read(ref _lentIn);
        if (turn == 0 || Interlocked.CompareExchange(ref _lentIn, 0, turn) != turn)
        {
            return false;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    void IThreadPoolWorkItem.Execute() => GoOn();

    private void GoOn()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, static pump => ((MessagePump)pump!).Pump(), this);
        }
        else
        {
            Pump();
        }
    }

    private void Pump()
    {
        try
        {
            while (receiver.CloseStatus is null)
            {
                if (!_isReading && !Begin(receiver.ReceiveAsync(_socket!, _cancellationToken)))
                {
                    handOver(); // Something is left if what was read ahead was no message.
                    return;
                }

                _isReading = false;
                if (receiver.Accept(_read.GetResult(), _socket!))
                {
                    bool isMuch = take();
                    if ((isMuch || _readAhead is not { HasFrame: true }) && !Lend())
                    {
                        return;
                    }
                }
            }

            LentThreads.Remove(this);
            _end.TrySetResult();
        }
        catch (Exception e)
        {
            LentThreads.Remove(this);
            _end.TrySetException(e);
        }
    }

    /// <returns><see langword="false"/> if the read has to wait: from then on, the pump may be elsewhere.</returns>
    private bool Begin(ValueTask<ValueWebSocketReceiveResult> read)
    {
        _read = read.ConfigureAwait(false).GetAwaiter();
        _isReading = true;
        _isHeldUp = false;
        if (_read.IsCompleted)
        {
            return true;
        }

        _read.UnsafeOnCompleted(_goOn!);
        return false;
    }

    /// <returns><see langword="false"/> if the reading has gone on elsewhere meanwhile.</returns>
    private bool Lend()
    {
        int turn = ++_turn;
        _isHeldUp = true;
        Interlocked.Exchange(ref _lentIn, turn);
        LentThreads.Watch();
        handOver();
        return Interlocked.CompareExchange(ref _lentIn, 0, turn) == turn;
    }
}
