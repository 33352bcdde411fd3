using Mimi.Client.Recognition;

namespace Mimi.Client.Lid;

/// <summary>What language identification is told (https://mimi.readme.io/docs/lid-websocket-service).</summary>
public sealed record MimiLidOptions : MimiRecognitionOptions
{
    /// <summary>Gets the languages to choose from.</summary>
    /// <value>None by default: nothing is sent, and the service chooses from Japanese, English, Chinese and Korean.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public IReadOnlyList<MimiLidLanguage> Candidates
    {
        get;
        init => field = value is null ? throw new ArgumentNullException(nameof(value)) : [.. value];
    } = [];
}
