using Microsoft.Extensions.Logging;

namespace Mimi.Client.Tokens;

/// <summary>A token that is kept and renewed, by one request at a time.</summary>
internal sealed class TokenCredential(Func<Task<MimiAccessToken>> issue, MimiIdentity identity, TimeProvider time, ILogger logger) : MimiCredential
{
    /// <summary>Ours: how long a renewal in the background rests after a failure, and how new a token is that is not renewed because it was refused.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private TokenLife? _current;
    private long? _failed;
    private Task<string>? _renewal;

    public override ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<string>(cancellationToken);
        }

        Task<string> renewal;
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_current is { } current && now < current.StaleAt)
            {
                if (now >= current.RenewAt && !IsRecent(_failed))
                {
                    Renew(isRefusal: false);
                }

                return new(current.Value);
            }

            renewal = Renew(isRefusal: false);
        }

        return new(renewal.WaitAsync(cancellationToken));
    }

    public override ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refusedToken);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<string>(cancellationToken);
        }

        Task<string>? renewal;
        lock (_gate)
        {
            if (_current is not { } current || current.Value != refusedToken)
            {
                return GetTokenAsync(cancellationToken); // Another caller has renewed it.
            }

            bool isNew = current.WasRefusal && IsRecent(current.Received);
            renewal = isNew ? _renewal : Renew(isRefusal: true);
        }

        if (renewal is null)
        {
            TokenLog.RefusedAgain(logger);
            return new(refusedToken);
        }

        return new(renewal.WaitAsync(cancellationToken));
    }

    public override string ToString()
    {
        TokenLife? current = Volatile.Read(ref _current);
        return current is null ? $"a self-renewing access token for {identity}, not issued yet" : $"a self-renewing access token for {identity}, which expires at {current.ExpiresAt:u}";
    }

    private bool IsRecent(long? timestamp) => timestamp is { } then && time.GetElapsedTime(then) < Pause;

    /// <summary>Joins the renewal that is under way, or starts one. Called under the lock.</summary>
    private Task<string> Renew(bool isRefusal)
    {
        if (_renewal is null)
        {
            _renewal = Task.Run(() => RenewAsync(isRefusal));
            _ = _renewal.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return _renewal;
    }

    /// <summary>Ends in time, because a call of the token service does, and belongs to no caller, so that none can cancel it for the others.</summary>
    private async Task<string> RenewAsync(bool isRefusal)
    {
        if (isRefusal)
        {
            TokenLog.Refused(logger);
        }

        try
        {
            MimiAccessToken token = await issue().ConfigureAwait(false);
            lock (_gate)
            {
                _current = new TokenLife(token, time.GetTimestamp(), isRefusal);
                _failed = null;
                _renewal = null;
            }

            TokenLog.Issued(logger, token.ExpiresAt);
            return token.AccessToken;
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _failed = time.GetTimestamp();
                _renewal = null;
            }

            TokenLog.NotIssued(logger, e.GetType().Name, (int?)(e as MimiServiceException)?.StatusCode);
            throw;
        }
    }
}
