namespace Mimi.Speech;

/// <summary>How local voices are found.</summary>
public sealed record LocalVoiceOptions
{
    /// <summary>Gets the folder in which fetched packages are kept.</summary>
    /// <value>The default is that of <see cref="LocalSpeechOptions.CacheFolder"/>.</value>
    public string? CacheFolder { get; init; }

    /// <summary>Gets who is told what is being fetched. Nobody, by default.</summary>
    public IProgress<PackageStatus>? Progress { get; init; }

    /// <summary>Gets the clock.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
