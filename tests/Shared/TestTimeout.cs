namespace Mimi.TestSupport;

/// <summary>Ends what a test waits for when something hangs, long after it should have come.</summary>
internal static class TestTimeout
{
    /// <summary>Gets a token that is cancelled with the test, and at the latest in a minute.</summary>
    public static CancellationToken Token
    {
        get
        {
            var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            source.CancelAfter(TimeSpan.FromSeconds(60));
            return source.Token;
        }
    }
}
