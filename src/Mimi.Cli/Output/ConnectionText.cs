using Mimi.Client.Continuous;

namespace Mimi.Cli.Output;

/// <summary>Says how the connection is.</summary>
internal static class ConnectionText
{
    public static string Of(MimiConnectionChange change) => change.State switch
    {
        MimiConnectionState.Idle => "idle",
        MimiConnectionState.Connecting => "connecting …",
        MimiConnectionState.Connected => "connected",
        MimiConnectionState.Reconnecting => $"reconnecting (attempt {change.Attempt}) …",
        _ => "closed",
    };

    /// <summary>Writes a line if something is wrong, for a reader who does not see the state all the time.</summary>
    public static void WriteTrouble(MimiConnectionChange change, TextWriter error)
    {
        if (change.State == MimiConnectionState.Reconnecting)
        {
            error.WriteLine($"mimi: the connection broke; {Of(change)}");
            error.Flush();
        }
    }
}
