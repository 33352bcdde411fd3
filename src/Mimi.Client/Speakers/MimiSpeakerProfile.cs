using System.Globalization;

namespace Mimi.Client.Speakers;

/// <summary>What is told of a speaker. What is not set is not sent.</summary>
public sealed record MimiSpeakerProfile
{
    /// <summary>The <see cref="Language"/> of Japanese (<c>ja_JP</c>), the one number that is known.</summary>
    public const int Japanese = 0;

    /// <summary>Gets the name.</summary>
    /// <exception cref="ArgumentException">The value is empty or blank.</exception>
    public string? Name
    {
        get;
        init => field = value is not null && string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("The name of a speaker is not blank.", nameof(value)) : value;
    }

    /// <summary>Gets the language, as the service's number: <see cref="Japanese"/>, or others that are not published.</summary>
    public int? Language { get; init; }

    /// <summary>Gets the sex, as the service's number. What the numbers mean is not published.</summary>
    public int? Sex { get; init; }

    /// <summary>Gets the age, in years.</summary>
    /// <value>Not negative.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? Age
    {
        get;
        init
        {
            if (value is { } age)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(age);
            }

            field = value;
        }
    }

    /// <summary>Tells nothing of the speaker: a person's data does not belong into a log.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(MimiSpeakerProfile);

    internal List<KeyValuePair<string, string>> ToFields()
    {
        var fields = new List<KeyValuePair<string, string>>(4);
        Add("lang", Language?.ToString(CultureInfo.InvariantCulture));
        Add("name", Name);
        Add("sex", Sex?.ToString(CultureInfo.InvariantCulture));
        Add("age", Age?.ToString(CultureInfo.InvariantCulture));
        return fields;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                fields.Add(new(name, value));
            }
        }
    }
}
