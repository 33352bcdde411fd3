using System.Text.RegularExpressions;

namespace Mimi.Speech.Packages;

/// <summary>Takes the error code, such as <c>ENOTFOUND</c>, from what npm says, and nothing else: the rest may name a private registry.</summary>
internal static partial class NpmErrors
{
    public static async Task<string> ReadCodeAsync(TextReader errors)
    {
        string code = "";
        while (await errors.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (code.Length == 0 && CodeLine().Match(line) is { Success: true } match)
            {
                code = ", " + match.Groups[1].Value;
            }
        }

        return code;
    }

    [GeneratedRegex(@"^npm (?:ERR!|error) code ([A-Z][A-Z0-9_]{1,40})\s*$")]
    private static partial Regex CodeLine();
}
