using Mimi.Client.Services;

namespace Mimi.Client.GoogleAsr;

/// <summary>A language of Google's recognizer, as a BCP-47 code. Google owns the list: any code may be given.</summary>
public readonly record struct GoogleAsrLanguage
{
    /// <summary>Initializes a new instance of the <see cref="GoogleAsrLanguage"/> struct.</summary>
    /// <param name="code">The code as the service takes it, such as <c>ja-JP</c>. It is case-sensitive.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty or has characters other than ASCII letters, digits, <c>-</c> and <c>_</c>.</exception>
    public GoogleAsrLanguage(string code) => Code = LanguageCode.Checked(code);

    /// <summary>Gets Japanese.</summary>
    public static GoogleAsrLanguage Japanese { get; } = new("ja-JP");

    /// <summary>Gets English of the United States.</summary>
    public static GoogleAsrLanguage EnglishUnitedStates { get; } = new("en-US");

    /// <summary>Gets the code as the service takes it.</summary>
    public string Code => field ?? "ja-JP";

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="GoogleAsrLanguage(string)"/>.</param>
    public static implicit operator GoogleAsrLanguage(string code) => FromString(code);

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="GoogleAsrLanguage(string)"/>.</param>
    /// <returns>The language.</returns>
    public static GoogleAsrLanguage FromString(string code) => new(code);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
