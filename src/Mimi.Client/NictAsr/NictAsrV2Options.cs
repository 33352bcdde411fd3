using Mimi.Client.Recognition;

namespace Mimi.Client.NictAsr;

/// <summary>What mimi ASR powered by NICT, version 2, is asked for (https://mimi.readme.io/reference/mimi-asr-powered-by-nict).</summary>
public sealed record NictAsrV2Options : MimiRecognitionOptions
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(10);

    /// <summary>Gets the language of the speech.</summary>
    /// <value>The default is <see cref="NictAsrLanguage.Japanese"/>.</value>
    public NictAsrLanguage Language { get; init; } = NictAsrLanguage.Japanese;

    /// <summary>Gets whether determined pieces come as partial results, before the final one. A session only: over HTTP it is an error.</summary>
    /// <value>The default is <see langword="false"/>, as in mimi's Kotlin client. The service calls it a preview.</value>
    public bool Progressive { get; init; }

    /// <summary>Gets whether hypotheses come as temporary results while one speaks. Over HTTP, which has none, it has no effect.</summary>
    /// <value>The default is <see langword="true"/>, as in mimi's Kotlin client.</value>
    public bool Temporary { get; init; } = true;

    /// <summary>Gets how much time passes between temporary results.</summary>
    /// <value>Whole milliseconds, 0 to 10 minutes. The default is 1,500 ms, as in mimi's Kotlin client.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan TemporaryInterval
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LongestInterval);
            field = value.Ticks % TimeSpan.TicksPerMillisecond == 0
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "The interval is sent in whole milliseconds.");
        }
    } = TimeSpan.FromMilliseconds(1_500);
}
