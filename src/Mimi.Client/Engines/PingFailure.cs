namespace Mimi.Client.Engines;

/// <summary>What a ping without an answer means to whoever reads or sends.</summary>
internal static class PingFailure
{
    public static MimiTimeoutException After(TimeSpan timeout, Exception? cause = null) =>
        new($"The server did not answer a ping within {timeout.TotalSeconds:0.###} s, and the connection was given up.", timeout, "ping-unanswered", cause);
}
