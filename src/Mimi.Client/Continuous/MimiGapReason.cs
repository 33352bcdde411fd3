namespace Mimi.Client.Continuous;

/// <summary>Why audio was lost.</summary>
public enum MimiGapReason
{
    /// <summary>It was sent, the connection broke before its result, and it had left the replay window: <see cref="MimiContinuousOptions.ReplayWindow"/>.</summary>
    OutsideReplayWindow,

    /// <summary>It was not sent and made room for newer audio, as <see cref="MimiOverload.DropOldest"/> asks.</summary>
    Overload,

    /// <summary>The session ended before its result: it failed, or its completion ran out of time.</summary>
    SessionEnded,
}
