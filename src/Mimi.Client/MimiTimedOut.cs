namespace Mimi.Client;

/// <summary>The deadline passed before the final result came, and the session was disconnected.</summary>
/// <typeparam name="T">A result of the service.</typeparam>
public sealed record MimiTimedOut<T> : MimiCompletion<T>
{
    /// <summary>Initializes a new instance of the <see cref="MimiTimedOut{T}"/> class.</summary>
    /// <param name="heard">What was heard.</param>
    /// <param name="unansweredAudio">How much audio no result reaches.</param>
    public MimiTimedOut(IReadOnlyList<T> heard, TimeSpan unansweredAudio)
        : base(heard, unansweredAudio)
    {
    }
}
