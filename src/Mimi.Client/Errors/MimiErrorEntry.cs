namespace Mimi.Client;

/// <summary>What one kind of failure means and what usually helps, in English and Japanese.</summary>
/// <param name="Id">A name that does not change, such as <c>http-401</c>, <c>close-4003</c> or <c>connection-refused</c>.</param>
/// <param name="IsTransient">Whether the same call may succeed when it is made again, unchanged.</param>
/// <param name="LibmimiioCode">The number of the same failure in libmimiio, mimi's C++ client, if it has one.</param>
/// <param name="Meaning">What has happened, in English.</param>
/// <param name="Cure">What usually helps, in English.</param>
/// <param name="MeaningJa">What has happened, in Japanese.</param>
/// <param name="CureJa">What usually helps, in Japanese.</param>
public sealed record MimiErrorEntry(string Id, bool IsTransient, int? LibmimiioCode, string Meaning, string Cure, string MeaningJa, string CureJa)
{
    /// <summary>Gets the texts in a language.</summary>
    /// <param name="language">A language code; <c>ja</c>, with or without a region, gives Japanese, any other English.</param>
    /// <returns>What has happened, and what usually helps.</returns>
    public (string Meaning, string Cure) In(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language is "ja" || language.StartsWith("ja-", StringComparison.OrdinalIgnoreCase) || language.StartsWith("ja_", StringComparison.OrdinalIgnoreCase)
            ? (MeaningJa, CureJa)
            : (Meaning, Cure);
    }
}
