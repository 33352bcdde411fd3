using Mimi.Client.Services;

namespace Mimi.Client.Asr;

/// <summary>A language of mimi ASR. The service owns the list: any code may be given.</summary>
public readonly record struct MimiAsrLanguage
{
    /// <summary>Initializes a new instance of the <see cref="MimiAsrLanguage"/> struct.</summary>
    /// <param name="code">The code as the service takes it, such as <c>ja</c>. It is case-sensitive.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty or has characters other than ASCII letters, digits, <c>-</c> and <c>_</c>.</exception>
    public MimiAsrLanguage(string code) => Code = LanguageCode.Checked(code);

    /// <summary>Gets Japanese, the one language that the service documents (https://mimi.readme.io/docs/service-chart).</summary>
    public static MimiAsrLanguage Japanese { get; } = new("ja");

    /// <summary>Gets the code as the service takes it.</summary>
    public string Code => field ?? "ja";

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="MimiAsrLanguage(string)"/>.</param>
    public static implicit operator MimiAsrLanguage(string code) => FromString(code);

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="MimiAsrLanguage(string)"/>.</param>
    /// <returns>The language.</returns>
    public static MimiAsrLanguage FromString(string code) => new(code);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
