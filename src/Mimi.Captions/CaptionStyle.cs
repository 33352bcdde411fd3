namespace Mimi.Captions;

/// <summary>How captions look and how long they stand.</summary>
/// <remarks>
/// Widths are counted in cells: a half-width letter, as all of English, takes one and a full-width one, as nearly all of Japanese, two.
/// Lines, durations and gaps of both styles, and the width of <see cref="English"/>, are those of Netflix's style guides for captions that tell every word, as recognized speech does:
/// https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617 (all languages) and /217350977 (English). The width and speed of <see cref="Japanese"/> are ours; <c>docs/captions.md</c> has the source of each number.
/// BBC, ARIB and others have their own: change them using <see langword="with"/>.
/// </remarks>
public sealed record CaptionStyle
{
    /// <summary>English: 42 cells a line and 20 cells a second.</summary>
    public static CaptionStyle English { get; } = new();

    /// <summary>Japanese: 32 cells a line (16 full-width characters) and 14 a second (7 full-width characters).</summary>
    public static CaptionStyle Japanese { get; } = new() { MaxLineCells = 32, MaxCellsPerSecond = 14, AmbiguousIsWide = true };

    /// <summary>Gets how wide a line may be.</summary>
    /// <value>8 to 1,000 cells. The default is 42, for English.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxLineCells { get; init => field = InRange(value, 8, 1_000, nameof(MaxLineCells)); } = 42;

    /// <summary>Gets how many lines a caption may have.</summary>
    /// <value>1 to 8. The default is 2.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxLines { get; init => field = InRange(value, 1, 8, nameof(MaxLines)); } = 2;

    /// <summary>Gets how fast viewers read. A caption stands as long as that takes, if the next one is not in its way: no word is ever left out.</summary>
    /// <value>1 to 1,000 cells a second. The default is 20, for English.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double MaxCellsPerSecond { get; init => field = InRange(value, 1, 1_000, nameof(MaxCellsPerSecond)); } = 20;

    /// <summary>Gets how long a caption stands at least.</summary>
    /// <value>1 ms to 60 s. The default is 833 ms (5/6 s).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MinDuration { get; init => field = InRange(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60), nameof(MinDuration)); } = TimeSpan.FromMilliseconds(833);

    /// <summary>Gets how long a caption stands at most. Where it is shorter than <see cref="MinDuration"/>, this one counts.</summary>
    /// <value>100 ms to 10 minutes. The default is 7 s.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxDuration { get; init => field = InRange(value, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10), nameof(MaxDuration)); } = TimeSpan.FromSeconds(7);

    /// <summary>Gets how long the screen stays empty between two captions at least, so that the eye sees the change.</summary>
    /// <value>0 to 1 s. The default is 84 ms (two frames of a film with 24 in a second).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MinGap { get; init => field = InRange(value, TimeSpan.Zero, TimeSpan.FromSeconds(1), nameof(MinGap)); } = TimeSpan.FromMilliseconds(84);

    /// <summary>Gets how long a caption may stay after its last word was spoken, for those who read slower than the speaker speaks.</summary>
    /// <value>0 to 10 s. The default is 500 ms (12 frames of a film with 24 in a second). It gives way to <see cref="MinDuration"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxLinger { get; init => field = InRange(value, TimeSpan.Zero, TimeSpan.FromSeconds(10), nameof(MaxLinger)); } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets whether a full stop or a comma may hang over the end of a full line in Japanese, where it would otherwise take the letter before it to the next line.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool HangPunctuation { get; init; }

    /// <summary>Gets whether letters that Unicode Standard Annex #11 calls ambiguous, such as “…”, “※” and “Ω”, are full-width, as in Japanese fonts.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AmbiguousIsWide { get; init; }

    /// <summary>Tells the style of a language.</summary>
    /// <param name="language">The language as a service names it, such as <c>ja</c> or <c>en-US</c>.</param>
    /// <returns><see cref="Japanese"/> for Japanese and Chinese, and <see cref="English"/> for all others.</returns>
    public static CaptionStyle Of(string language)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(language);
        return language.Split('-', '_')[0].ToUpperInvariant() is "JA" or "ZH" ? Japanese : English;
    }

    private static T InRange<T>(T value, T least, T most, string name)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is from {least} to {most}.");
}
