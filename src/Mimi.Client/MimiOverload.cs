namespace Mimi.Client;

/// <summary>What a session does with audio for which the send buffer has no room.</summary>
public enum MimiOverload
{
    /// <summary>The send waits for room, as its method says. Nothing is lost.</summary>
    Wait,

    /// <summary>No send waits: the oldest audio that is not yet with the writer gives way, in whole samples, and commands never do. The session's <c>ReceiveGapsAsync</c> tells what was lost. PCM only.</summary>
    DropOldest,

    /// <summary>The send fails with <see cref="MimiOverloadException"/>, and nothing of it is taken. The session goes on.</summary>
    Fail,
}
