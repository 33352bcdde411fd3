namespace Mimi.Speech;

/// <summary>A recognizer that knows what it can bear, so that whoever opens streams can refuse one in time.</summary>
/// <remarks>Temporary segments are left out of account: they are made in the time that is left over, and become rarer when there is little.</remarks>
public interface ISpeechCapacity
{
    /// <summary>Gets the share of the recognizer's threads that one stream takes in real time while its speaker makes no pause.</summary>
    /// <value>More than 0. At 0.02, fifty such streams leave nothing over. It is measured over the last minutes of audio, for threads that are all at work, so it holds for this computer and whatever else runs on it.</value>
    double StreamLoad { get; }

    /// <summary>Gets how long audio of the slowest open stream has been waiting to be heard. Audio that came ahead of its time is late only when its time has come.</summary>
    /// <value>Zero or more; some 30 s at most, since a stream takes no more audio than that.</value>
    TimeSpan Lag { get; }
}
