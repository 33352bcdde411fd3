namespace Mimi.Client;

/// <summary>The session ended without a final result: it could not be opened, was lost, was closed by the server, ran into a time-out of its own, or was cancelled.</summary>
/// <typeparam name="T">A result of the service.</typeparam>
public sealed record MimiFailed<T> : MimiCompletion<T>
{
    /// <summary>Initializes a new instance of the <see cref="MimiFailed{T}"/> class.</summary>
    /// <param name="cause">Why there is no final result.</param>
    /// <param name="heard">What was heard.</param>
    /// <param name="unansweredAudio">How much audio no result reaches.</param>
    public MimiFailed(MimiException cause, IReadOnlyList<T> heard, TimeSpan unansweredAudio)
        : base(heard, unansweredAudio) => Cause = cause;

    /// <summary>Gets why there is no final result.</summary>
    public MimiException Cause { get; }
}
