namespace Mimi.Speech.Recognition;

/// <summary>What a member of the pool has to do next.</summary>
internal enum PoolWork
{
    None,

    /// <summary>Somebody waits for it: listening, and what becomes final.</summary>
    Needed,

    /// <summary>Nice to have, and only when nobody needs anything: what is temporary.</summary>
    Spare,
}
