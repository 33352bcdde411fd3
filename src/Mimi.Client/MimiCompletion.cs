namespace Mimi.Client;

/// <summary>How a recognition ended: a <see cref="MimiCompleted{T}"/>, a <see cref="MimiTimedOut{T}"/> or a <see cref="MimiFailed{T}"/>.</summary>
/// <typeparam name="T">A result of the service.</typeparam>
public abstract record MimiCompletion<T>
{
    private protected MimiCompletion(IReadOnlyList<T> heard, TimeSpan unansweredAudio)
    {
        Heard = heard;
        UnansweredAudio = unansweredAudio;
    }

    /// <summary>Gets what was heard: every determined result in order, the final one included, and then the last temporary one if nothing has replaced it.</summary>
    public IReadOnlyList<T> Heard { get; }

    /// <summary>Gets how much of the audio that the session took no result reaches, sent or not. Audio that was lost to <see cref="MimiOverload.DropOldest"/> is not in it.</summary>
    /// <value>Zero for FLAC that the caller encodes, whose bytes do not tell how long they last.</value>
    public TimeSpan UnansweredAudio { get; }
}
