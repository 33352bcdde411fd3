using System.Buffers;

namespace Mimi.Client.Services;

/// <summary>What all language codes have in common. Which there are is the services' business.</summary>
internal static class LanguageCode
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Checked(string code)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        return code.AsSpan().ContainsAnyExcept(Allowed)
            ? throw new ArgumentException($"'{code}' is not a language code: it has ASCII letters, digits, '-' and '_' only, as in 'ja' or 'zh-TW'.", nameof(code))
            : code;
    }
}
