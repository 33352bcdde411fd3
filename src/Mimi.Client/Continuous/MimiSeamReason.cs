namespace Mimi.Client.Continuous;

/// <summary>Why one connection took over from another.</summary>
public enum MimiSeamReason
{
    /// <summary>The utterance had become long enough: it was ended at a pause, or at the quietest place before <see cref="MimiContinuousOptions.MaxUtterance"/>.</summary>
    Rollover,

    /// <summary>There was a pause, and <see cref="MimiContinuousOptions.PauseToFinalize"/> asks to end the utterance there.</summary>
    Pause,

    /// <summary>No audio had come for a while, and then there was some again.</summary>
    Idle,

    /// <summary>The connection broke. Audio without a determined text is sent again.</summary>
    Reconnect,

    /// <summary>The server had ended the utterance by itself.</summary>
    EndedByServer,

    /// <summary>Audio in between was dropped: <see cref="MimiOverload.DropOldest"/>.</summary>
    Overload,
}
