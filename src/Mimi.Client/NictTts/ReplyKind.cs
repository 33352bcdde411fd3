namespace Mimi.Client.NictTts;

/// <summary>What an answer of synthesis is.</summary>
internal enum ReplyKind
{
    /// <summary>Not known yet.</summary>
    Unknown,

    /// <summary>Audio.</summary>
    Audio,

    /// <summary>An error, in whatever words.</summary>
    Error,
}
