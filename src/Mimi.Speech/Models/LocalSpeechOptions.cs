namespace Mimi.Speech;

/// <summary>How local models are found and run.</summary>
public sealed record LocalSpeechOptions
{
    /// <summary>Gets the JSON file that says which model recognizes which language; <c>docs/local-models.md</c> describes it.</summary>
    /// <value>A path. <see langword="null"/>, the default, is English through Moonshine and nothing else.</value>
    public string? ConfigFile { get; init; }

    /// <summary>Gets the model for English, unless the configuration file names one.</summary>
    /// <value>The default is <see cref="MoonshineSize.Tiny"/>.</value>
    public MoonshineSize English { get; init; }

    /// <summary>Gets the folder in which fetched packages are kept.</summary>
    /// <value>The default is <c>mimi</c> in <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>, and in <c>%LOCALAPPDATA%</c> on Windows.</value>
    public string? CacheFolder { get; init; }

    /// <summary>Gets who is told what is being fetched. Nobody, by default.</summary>
    public IProgress<PackageStatus>? Progress { get; init; }

    /// <summary>Gets how many pieces of audio are decoded at a time, over all streams.</summary>
    /// <value>1 to 256. The default is the configuration file's <c>threads</c>, or else the number of processors.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int? Threads
    {
        get;
        init
        {
            if (value is { } threads)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(Threads));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256, nameof(Threads));
            }

            field = value;
        }
    }

    /// <summary>Gets the clock.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
