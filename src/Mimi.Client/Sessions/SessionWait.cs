namespace Mimi.Client.Sessions;

/// <summary>What a session can wait for.</summary>
internal enum SessionWait
{
    /// <summary>The write of a frame.</summary>
    Write,

    /// <summary>A message while one speaks.</summary>
    Answer,

    /// <summary>A message after the stop.</summary>
    Final,

    /// <summary>The server's close, when nothing else can come.</summary>
    Close,

    /// <summary>The time to send silence.</summary>
    KeepAlive,

    /// <summary>The time after a burst to give back what it needed.</summary>
    Rest,

    /// <summary>The time to tell new numbers to who watches the session's health.</summary>
    Health,
}
