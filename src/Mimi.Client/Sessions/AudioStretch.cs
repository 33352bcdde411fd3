namespace Mimi.Client.Sessions;

/// <summary>A stretch of what went out, all of one kind. It lasts until the next one begins. Positions are in bytes.</summary>
/// <param name="Connection">Where it begins, in everything that went out.</param>
/// <param name="User">Where it begins, in the user's audio.</param>
/// <param name="Sent">Where it begins, in the user's audio without what was dropped.</param>
/// <param name="IsAudio">Whether it is the user's audio, and not silence.</param>
internal sealed record AudioStretch(long Connection, long User, long Sent, bool IsAudio);
