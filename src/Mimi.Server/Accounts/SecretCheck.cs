namespace Mimi.Server.Accounts;

/// <summary>Compares secrets one at a time: it is slow on purpose, and guesses must not take the machine from the recognizers.</summary>
internal sealed class SecretCheck : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<bool> MatchesAsync(SecretHash? hash, string secret, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            bool matches = (hash ?? SecretHash.OfNobody).Matches(secret);
            return matches && hash is not null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
