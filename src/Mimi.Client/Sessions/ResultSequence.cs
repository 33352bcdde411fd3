using System.Threading.Tasks.Sources;

namespace Mimi.Client.Sessions;

/// <summary>A session's results as a sequence that can be enumerated once, and whose end, however it comes about, ends the session.</summary>
internal sealed class ResultSequence<T>(IResultSource<T> session, CancellationToken callToken) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        session.Results.Claim();
        return new Enumerator(session, callToken, cancellationToken);
    }

    /// <remarks>What it waits for is the buffer's signal; what it gets then, it takes out of the buffer itself: a result costs no state machine.</remarks>
    private sealed class Enumerator : IAsyncEnumerator<T>, IValueTaskSource<bool>
    {
        private readonly IResultSource<T> _session;
        private readonly ResultBuffer<T> _results;
        private readonly CancellationToken _callToken;
        private readonly CancellationToken _loopToken;
        private readonly CancellationTokenRegistration _callRegistration;
        private readonly CancellationTokenRegistration _loopRegistration;

        public Enumerator(IResultSource<T> session, CancellationToken callToken, CancellationToken loopToken)
        {
            _session = session;
            _results = session.Results;
            _callToken = callToken;
            _loopToken = loopToken;
            _callRegistration = DisconnectOn(callToken);
            _loopRegistration = DisconnectOn(loopToken);
        }

        public T Current { get; private set; } = default!;

        public ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return TryMove() ? ValueTask.FromResult(true)
                    : _results.TryWait(out short wait) ? new(this, wait)
                    : ValueTask.FromResult(Move());
            }
            catch (OperationCanceledException e) when (e.CancellationToken.IsCancellationRequested)
            {
                return ValueTask.FromCanceled<bool>(e.CancellationToken);
            }
            catch (Exception e)
            {
                return ValueTask.FromException<bool>(e);
            }
        }

        bool IValueTaskSource<bool>.GetResult(short token)
        {
            _results.Reader.GetResult(token);
            return Move();
        }

        ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token)
        {
            ValueTaskSourceStatus status = _results.Reader.GetStatus(token);
            bool isCancelled = _callToken.IsCancellationRequested || _loopToken.IsCancellationRequested;
            return status == ValueTaskSourceStatus.Succeeded && isCancelled ? ValueTaskSourceStatus.Canceled : status;
        }

        void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _results.Reader.OnCompleted(continuation, state, token, flags);

        public ValueTask DisposeAsync()
        {
            _callRegistration.Unregister();
            _loopRegistration.Unregister();
            _session.Leave();
            return ValueTask.CompletedTask;
        }

        /// <summary>Takes the next result, or finds the end. There is one or the other.</summary>
        private bool Move()
        {
            if (TryMove())
            {
                return true;
            }

            _results.ThrowIfFailed();
            return false;
        }

        private bool TryMove()
        {
            _callToken.ThrowIfCancellationRequested();
            _loopToken.ThrowIfCancellationRequested();
            if (!_results.TryTake(out T result))
            {
                return false;
            }

            Current = result;
            return true;
        }

        private CancellationTokenRegistration DisconnectOn(CancellationToken token) =>
            token.UnsafeRegister(static session => ((IResultSource<T>)session!).Cancel(), _session);
    }
}
