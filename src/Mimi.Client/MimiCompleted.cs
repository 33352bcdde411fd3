namespace Mimi.Client;

/// <summary>The final result came.</summary>
/// <typeparam name="T">A result of the service.</typeparam>
public sealed record MimiCompleted<T> : MimiCompletion<T>
{
    /// <summary>Initializes a new instance of the <see cref="MimiCompleted{T}"/> class.</summary>
    /// <param name="final">The final result.</param>
    /// <param name="heard">What was heard, the final result included.</param>
    /// <param name="unansweredAudio">How much audio no result reaches.</param>
    public MimiCompleted(T final, IReadOnlyList<T> heard, TimeSpan unansweredAudio)
        : base(heard, unansweredAudio) => Final = final;

    /// <summary>Gets the final result.</summary>
    public T Final { get; }
}
