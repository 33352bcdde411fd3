namespace Mimi.Client.Testing;

/// <summary>What a scripted server was sent.</summary>
public enum ScriptedMessageKind
{
    /// <summary>Audio: a binary frame.</summary>
    Audio,

    /// <summary>A command: a text frame.</summary>
    Command,

    /// <summary>A ping, which was answered.</summary>
    Ping,

    /// <summary>The client's half of the close.</summary>
    Close,
}
