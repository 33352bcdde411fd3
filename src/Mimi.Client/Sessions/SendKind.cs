namespace Mimi.Client.Sessions;

/// <summary>What a piece in the send queue is.</summary>
internal enum SendKind
{
    /// <summary>The user's audio.</summary>
    Audio,

    /// <summary>Digital silence that keeps the session alive; not the user's audio.</summary>
    Silence,

    /// <summary>A text command.</summary>
    Command,

    /// <summary>The last text command.</summary>
    EndMarker,
}
