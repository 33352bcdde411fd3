using Mimi.Speech;

namespace Mimi.Server.Scenarios;

/// <summary>Plays a scenario to one caller, as a recognizer of its own.</summary>
/// <param name="candidates">The entries that may answer, best first; which of them does is known at once, or when the audio has ended.</param>
internal sealed class ScenarioPerformance(IReadOnlyList<ScenarioEntry> candidates) : ISpeechRecognizer
{
    /// <summary>Gets the entry that answers, once it is known.</summary>
    public ScenarioEntry? Chosen { get; private set; } = candidates[0].NeedsDuration ? null : candidates[0];

    public string Service => candidates[0].Service;

    /// <summary>Chooses by the audio's length, where that was still open.</summary>
    public ScenarioEntry? Choose(TimeSpan duration) => Chosen ??= candidates.FirstOrDefault(entry => entry.Takes(duration));

    public ISpeechStream OpenStream(SpeechStreamOptions? options = null) => new ScenarioStream(this, reportsTemporary: options?.TemporaryInterval is not null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
