using Mimi.Client.Services;

namespace Mimi.Client.NictAsr;

/// <summary>A language of mimi ASR powered by NICT (https://mimi.readme.io/docs/service-chart). The service owns the list: any code may be given.</summary>
public readonly record struct NictAsrLanguage
{
    /// <summary>Initializes a new instance of the <see cref="NictAsrLanguage"/> struct.</summary>
    /// <param name="code">The code as the service takes it, such as <c>zh-TW</c>. It is case-sensitive.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty or has characters other than ASCII letters, digits, <c>-</c> and <c>_</c>.</exception>
    public NictAsrLanguage(string code) => Code = LanguageCode.Checked(code);

    /// <summary>Gets Japanese.</summary>
    public static NictAsrLanguage Japanese { get; } = new("ja");

    /// <summary>Gets English.</summary>
    public static NictAsrLanguage English { get; } = new("en");

    /// <summary>Gets Chinese, simplified.</summary>
    public static NictAsrLanguage Chinese { get; } = new("zh");

    /// <summary>Gets Chinese of Taiwan, traditional.</summary>
    public static NictAsrLanguage ChineseTaiwan { get; } = new("zh-TW");

    /// <summary>Gets Korean.</summary>
    public static NictAsrLanguage Korean { get; } = new("ko");

    /// <summary>Gets German.</summary>
    public static NictAsrLanguage German { get; } = new("de");

    /// <summary>Gets Spanish.</summary>
    public static NictAsrLanguage Spanish { get; } = new("es");

    /// <summary>Gets Filipino.</summary>
    public static NictAsrLanguage Filipino { get; } = new("fil");

    /// <summary>Gets French.</summary>
    public static NictAsrLanguage French { get; } = new("fr");

    /// <summary>Gets Indonesian.</summary>
    public static NictAsrLanguage Indonesian { get; } = new("id");

    /// <summary>Gets Burmese.</summary>
    public static NictAsrLanguage Burmese { get; } = new("my");

    /// <summary>Gets Portuguese of Brazil.</summary>
    public static NictAsrLanguage PortugueseBrazil { get; } = new("pt-BR");

    /// <summary>Gets Thai.</summary>
    public static NictAsrLanguage Thai { get; } = new("th");

    /// <summary>Gets Vietnamese.</summary>
    public static NictAsrLanguage Vietnamese { get; } = new("vi");

    /// <summary>Gets the code as the service takes it.</summary>
    public string Code => field ?? "ja";

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="NictAsrLanguage(string)"/>.</param>
    public static implicit operator NictAsrLanguage(string code) => FromString(code);

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="NictAsrLanguage(string)"/>.</param>
    /// <returns>The language.</returns>
    public static NictAsrLanguage FromString(string code) => new(code);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
