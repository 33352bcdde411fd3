using System.Runtime.CompilerServices;

namespace Mimi.Client.Sessions;

/// <summary>A session's results as a sequence that can be enumerated once, and whose end, however it comes about, ends the session.</summary>
internal sealed class ResultSequence<T>(WebSocketSession<T> session, CancellationToken callToken) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        session.ClaimResults();
        return new Enumerator(session, callToken, cancellationToken);
    }

    private sealed class Enumerator : IAsyncEnumerator<T>
    {
        private readonly WebSocketSession<T> _session;
        private readonly CancellationToken _callToken;
        private readonly CancellationToken _loopToken;
        private readonly CancellationTokenRegistration _callRegistration;
        private readonly CancellationTokenRegistration _loopRegistration;

        public Enumerator(WebSocketSession<T> session, CancellationToken callToken, CancellationToken loopToken)
        {
            _session = session;
            _callToken = callToken;
            _loopToken = loopToken;
            _callRegistration = DisconnectOn(callToken);
            _loopRegistration = DisconnectOn(loopToken);
        }

        public T Current { get; private set; } = default!;

        public ValueTask<bool> MoveNextAsync() => TryMove(out _) ? ValueTask.FromResult(true) : WaitAndMoveAsync();

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<bool> WaitAndMoveAsync()
        {
            while (true)
            {
                _callToken.ThrowIfCancellationRequested();
                _loopToken.ThrowIfCancellationRequested();
                if (TryMove(out bool isComplete))
                {
                    return true;
                }

                if (isComplete)
                {
                    _session.Results.ThrowIfFailed();
                    return false;
                }

                await _session.Results.WaitAsync().ConfigureAwait(false);
            }
        }

        public ValueTask DisposeAsync()
        {
            _callRegistration.Unregister();
            _loopRegistration.Unregister();
            _session.Leave();
            return ValueTask.CompletedTask;
        }

        private bool TryMove(out bool isComplete)
        {
            isComplete = false;
            if (_callToken.IsCancellationRequested || _loopToken.IsCancellationRequested || !_session.Results.TryTake(out T result, out isComplete))
            {
                return false;
            }

            Current = result;
            return true;
        }

        private CancellationTokenRegistration DisconnectOn(CancellationToken token) =>
            token.UnsafeRegister(static session => ((WebSocketSession<T>)session!).Cancel(), _session);
    }
}
