namespace Mimi.Client.Tests.Support;

/// <summary>How long a test waits for what must happen, before it fails instead of hanging.</summary>
internal static class TestTimeout
{
    /// <summary>For waits that must end with the caller's own cancellation, which this throws nothing like.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>Gets a token that is cancelled when the test was stopped, or after <see cref="Length"/>.</summary>
    public static CancellationToken Token
    {
        get
        {
            var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            source.CancelAfter(Length);
            return source.Token;
        }
    }
}
