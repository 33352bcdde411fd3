namespace Mimi.Client;

/// <summary>What happens to audio for which there is no room.</summary>
public enum MimiOverload
{
    /// <summary>The send waits until there is room. Nothing is lost.</summary>
    Wait,

    /// <summary>The oldest audio that waits to be sent makes room, and an event tells exactly what was lost.</summary>
    DropOldest,

    /// <summary>The session fails with <see cref="MimiOverloadException"/>.</summary>
    Fail,
}
