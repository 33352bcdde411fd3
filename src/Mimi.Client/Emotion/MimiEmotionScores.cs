namespace Mimi.Client.Emotion;

/// <summary>How strongly each emotion was found. The service documents five; scores of others are kept in <see cref="All"/>.</summary>
public sealed class MimiEmotionScores
{
    /// <summary>Initializes a new instance of the <see cref="MimiEmotionScores"/> class.</summary>
    /// <param name="all">The scores by the service's word for the emotion. They are copied.</param>
    public MimiEmotionScores(IEnumerable<KeyValuePair<string, double>> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        All = new Dictionary<string, double>(all, StringComparer.Ordinal).AsReadOnly();
    }

    /// <summary>Gets no scores at all.</summary>
    public static MimiEmotionScores None { get; } = new([]);

    /// <summary>Gets every score by the service's word for the emotion, which is case-sensitive.</summary>
    public IReadOnlyDictionary<string, double> All { get; }

    /// <summary>Gets the score of happiness.</summary>
    /// <value><see langword="null"/> if the service gave none; so with the others.</value>
    public double? Happiness => Of("happiness");

    /// <summary>Gets the score of sadness.</summary>
    public double? Sadness => Of("sadness");

    /// <summary>Gets the score of anger.</summary>
    public double? Anger => Of("anger");

    /// <summary>Gets the score of disgust.</summary>
    public double? Disgust => Of("disgust");

    /// <summary>Gets the score of no emotion in particular.</summary>
    public double? Neutral => Of("neutral");

    /// <summary>Gets the emotion with the highest score, in the service's word.</summary>
    /// <value><see langword="null"/> without any score; the first by name of several equal ones.</value>
    public string? Strongest => All.OrderByDescending(static score => score.Value).ThenBy(static score => score.Key, StringComparer.Ordinal).Select(static score => score.Key).FirstOrDefault();

    private double? Of(string emotion) => All.TryGetValue(emotion, out double score) ? score : null;
}
