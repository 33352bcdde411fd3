using Mimi.Client.Services;

namespace Mimi.Client.NictTra;

/// <summary>A language of machine translation, those of the vendor's samples (https://mimi.readme.io/reference/machine-translation). The service owns the list: any code may be given.</summary>
public readonly record struct NictTraLanguage
{
    /// <summary>Initializes a new instance of the <see cref="NictTraLanguage"/> struct.</summary>
    /// <param name="code">The code as the service takes it, such as <c>zh-TW</c>. It is case-sensitive.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty or has characters other than ASCII letters, digits, <c>-</c> and <c>_</c>.</exception>
    public NictTraLanguage(string code) => Code = LanguageCode.Checked(code);

    /// <summary>Gets Japanese.</summary>
    public static NictTraLanguage Japanese { get; } = new("ja");

    /// <summary>Gets English.</summary>
    public static NictTraLanguage English { get; } = new("en");

    /// <summary>Gets Spanish.</summary>
    public static NictTraLanguage Spanish { get; } = new("es");

    /// <summary>Gets French.</summary>
    public static NictTraLanguage French { get; } = new("fr");

    /// <summary>Gets Indonesian.</summary>
    public static NictTraLanguage Indonesian { get; } = new("id");

    /// <summary>Gets Korean.</summary>
    public static NictTraLanguage Korean { get; } = new("ko");

    /// <summary>Gets Burmese.</summary>
    public static NictTraLanguage Burmese { get; } = new("my");

    /// <summary>Gets Thai.</summary>
    public static NictTraLanguage Thai { get; } = new("th");

    /// <summary>Gets Vietnamese.</summary>
    public static NictTraLanguage Vietnamese { get; } = new("vi");

    /// <summary>Gets Chinese, simplified.</summary>
    public static NictTraLanguage Chinese { get; } = new("zh");

    /// <summary>Gets Chinese of Taiwan, traditional.</summary>
    public static NictTraLanguage ChineseTaiwan { get; } = new("zh-TW");

    /// <summary>Gets the code as the service takes it.</summary>
    public string Code => field ?? "ja";

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="NictTraLanguage(string)"/>.</param>
    public static implicit operator NictTraLanguage(string code) => FromString(code);

    /// <summary>Makes a language of its code.</summary>
    /// <param name="code">See <see cref="NictTraLanguage(string)"/>.</param>
    /// <returns>The language.</returns>
    public static NictTraLanguage FromString(string code) => new(code);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
