namespace Mimi.Speech.Recognition;

/// <summary>What a member of the pool has to do next.</summary>
internal enum PoolWork
{
    None,

    /// <summary>Somebody waits for it: listening to live speech, and what becomes final.</summary>
    Needed,

    /// <summary>Only when nobody needs anything: what is temporary, and listening ahead of time.</summary>
    Spare,
}
