using Mimi.Client.Services;

namespace Mimi.Client.Lid;

/// <summary>A language that language identification can find (https://mimi.readme.io/docs/lid-websocket-service). The service owns the list: any code may be given.</summary>
public readonly record struct MimiLidLanguage
{
    /// <summary>Initializes a new instance of the <see cref="MimiLidLanguage"/> struct.</summary>
    /// <param name="code">The code as the service takes it, such as <c>ja</c>. It is case-sensitive.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty or has characters other than ASCII letters, digits, <c>-</c> and <c>_</c>.</exception>
    public MimiLidLanguage(string code) => Code = LanguageCode.Checked(code);

    /// <summary>Gets Japanese.</summary>
    public static MimiLidLanguage Japanese { get; } = new("ja");

    /// <summary>Gets English.</summary>
    public static MimiLidLanguage English { get; } = new("en");

    /// <summary>Gets Chinese, simplified.</summary>
    public static MimiLidLanguage Chinese { get; } = new("zh");

    /// <summary>Gets Korean.</summary>
    public static MimiLidLanguage Korean { get; } = new("ko");

    /// <summary>Gets the code as the service takes it.</summary>
    public string Code => field ?? "ja";

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="MimiLidLanguage(string)"/>.</param>
    public static implicit operator MimiLidLanguage(string code) => FromString(code);

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="MimiLidLanguage(string)"/>.</param>
    /// <returns>The language.</returns>
    public static MimiLidLanguage FromString(string code) => new(code);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
