namespace Mimi.Client.Sessions;

/// <summary>How a session ended, if not with a final result.</summary>
internal enum SessionEnding
{
    /// <summary>By a failure, or by the server's close.</summary>
    Failed,

    /// <summary>This side disconnected.</summary>
    Cancelled,

    /// <summary>The deadline of a completion passed.</summary>
    TimedOut,
}
