namespace Mimi.Client;

/// <summary>How much a result still may change.</summary>
public enum MimiResultKind
{
    /// <summary>The server's words for it are not ones that this library knows. Kept like a determined result.</summary>
    Unknown,

    /// <summary>A hypothesis that later results replace. It may be left out when results wait to be read.</summary>
    Temporary,

    /// <summary>A determined piece of the whole; more follows.</summary>
    Partial,

    /// <summary>The last result of an utterance. Whatever end comes after it is a normal one.</summary>
    Final,
}
