namespace Mimi.TestSupport;

/// <summary>Ends what a test waits for when something hangs, long after it should have come.</summary>
internal static class TestTimeout
{
#if MUTATION
    private const int Seconds = 10; // Mutants hang by the dozen.
#else
    private const int Seconds = 60;
#endif

    /// <summary>Gets a token that is cancelled with the test, and at the latest in a minute.</summary>
    public static CancellationToken Token
    {
        get
        {
            var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            source.CancelAfter(TimeSpan.FromSeconds(Seconds));
            return source.Token;
        }
    }
}
