namespace Mimi.Server.Scenarios;

/// <summary>What to answer, and to whom.</summary>
internal sealed record ScenarioEntry
{
    public required string Service { get; init; }

    public string? Language { get; init; }

    public string? TargetLanguage { get; init; }

    public string? Text { get; init; }

    public TimeSpan MinAudio { get; init; } = TimeSpan.Zero;

    public TimeSpan MaxAudio { get; init; } = TimeSpan.MaxValue;

    /// <summary>Gets a value indicating whether the end of the audio must be known before anything can be said.</summary>
    public bool NeedsDuration { get; init; }

    public IReadOnlyList<string> Translation { get; init; } = [];

    /// <summary>Gets the <c>type</c> of the replies, where the service's own is not known here.</summary>
    public string Type { get; init; } = "";

    public IReadOnlyList<ScenarioCue> Cues { get; init; } = [];

    public bool Answers(string service, string language) =>
        Service == service && (Language is null || Language.Equals(language, StringComparison.OrdinalIgnoreCase));

    public bool Takes(TimeSpan duration) => duration >= MinAudio && duration <= MaxAudio;
}
