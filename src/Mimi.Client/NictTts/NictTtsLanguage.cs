using Mimi.Client.Services;

namespace Mimi.Client.NictTts;

/// <summary>A language of speech synthesis, those that mimi's Kotlin client names (https://mimi.readme.io/reference/speech-synthesis). The service owns the list: any code may be given.</summary>
public readonly record struct NictTtsLanguage
{
    /// <summary>Initializes a new instance of the <see cref="NictTtsLanguage"/> struct.</summary>
    /// <param name="code">The code as the service takes it, such as <c>zh-TW</c>. It is case-sensitive.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty or has characters other than ASCII letters, digits, <c>-</c> and <c>_</c>.</exception>
    public NictTtsLanguage(string code) => Code = LanguageCode.Checked(code);

    /// <summary>Gets Japanese.</summary>
    public static NictTtsLanguage Japanese { get; } = new("ja");

    /// <summary>Gets English.</summary>
    public static NictTtsLanguage English { get; } = new("en");

    /// <summary>Gets Chinese, simplified.</summary>
    public static NictTtsLanguage Chinese { get; } = new("zh");

    /// <summary>Gets Chinese of Taiwan, traditional.</summary>
    public static NictTtsLanguage ChineseTaiwan { get; } = new("zh-TW");

    /// <summary>Gets Korean.</summary>
    public static NictTtsLanguage Korean { get; } = new("ko");

    /// <summary>Gets Spanish.</summary>
    public static NictTtsLanguage Spanish { get; } = new("es");

    /// <summary>Gets Filipino.</summary>
    public static NictTtsLanguage Filipino { get; } = new("fil");

    /// <summary>Gets French.</summary>
    public static NictTtsLanguage French { get; } = new("fr");

    /// <summary>Gets Indonesian.</summary>
    public static NictTtsLanguage Indonesian { get; } = new("id");

    /// <summary>Gets Burmese.</summary>
    public static NictTtsLanguage Burmese { get; } = new("my");

    /// <summary>Gets Portuguese of Brazil.</summary>
    public static NictTtsLanguage PortugueseBrazil { get; } = new("pt-BR");

    /// <summary>Gets Thai.</summary>
    public static NictTtsLanguage Thai { get; } = new("th");

    /// <summary>Gets Vietnamese.</summary>
    public static NictTtsLanguage Vietnamese { get; } = new("vi");

    /// <summary>Gets the code as the service takes it.</summary>
    public string Code => field ?? "ja";

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="NictTtsLanguage(string)"/>.</param>
    public static implicit operator NictTtsLanguage(string code) => FromString(code);

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="NictTtsLanguage(string)"/>.</param>
    /// <returns>The language.</returns>
    public static NictTtsLanguage FromString(string code) => new(code);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
