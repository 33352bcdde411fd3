using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mimi.Cli.Output;

/// <summary>Finds where a full line may end: between words, and in Japanese between letters, but for those that begin or end no line.</summary>
/// <remarks>The letters are the usual ones of "Requirements for Japanese Text Layout" (https://www.w3.org/TR/jlreq/, appendix A, cl-01 to cl-11).</remarks>
internal static class LineEnd
{
    /// <summary>More letters than that do not move to the next line together, unless they are a word between blanks.</summary>
    private const int MaxMoved = 12;

    private static readonly SearchValues<char> NeverLast = SearchValues.Create("（［｛〔〈《「『【‘“([{");

    private static readonly SearchValues<char> NeverFirst = SearchValues.Create("）］｝〕〉》」』】’”)]}、。，．・：；！？,.:;!?…‥ー〜～々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ");

    /// <summary>Takes off the end of a full line what belongs to the letter that follows.</summary>
    /// <param name="line">The line; it keeps a letter at least.</param>
    /// <param name="next">The letter.</param>
    /// <returns>What the next line begins with, in front of the letter.</returns>
    public static string CutBefore(StringBuilder line, string next)
    {
        string full = line.ToString();
        int blank = full.LastIndexOf(' ');
        if (blank > 0 && full.AsSpan(blank + 1).IndexOfAnyExceptInRange('!', '~') < 0 && next != " ")
        {
            line.Length = blank;
            return full[(blank + 1)..];
        }

        int[] letters = StringInfo.ParseCombiningCharacters(full);
        string first = next;
        for (int at = letters.Length; at > Math.Max(1, letters.Length - MaxMoved); at--)
        {
            int end = at == letters.Length ? full.Length : letters[at];
            string last = full[letters[at - 1]..end];
            if (MayPart(last, first))
            {
                line.Length = end;
                return full[end..];
            }

            first = last;
        }

        return string.Empty; // Such a text is parted anywhere.
    }

    private static bool MayPart(string last, string first) =>
        !NeverLast.Contains(last[0]) && !NeverFirst.Contains(first[0]) && !(char.IsAsciiLetterOrDigit(last[0]) && char.IsAsciiLetterOrDigit(first[0]));
}
