using System.Globalization;
using Mimi.Captions.Stability;

namespace Mimi.Captions.Support;

/// <summary>Counts what viewers saw and what then was taken away again.</summary>
/// <remarks>
/// <see cref="Letters"/> is normalized erasure, from Arivazhagan et al., "Re-translation versus Streaming for Simultaneous Translation", IWSLT 2020, in letters: what is behind the longest common beginning of one text and
/// the next, so that a comma counts as all that it moves. <see cref="Words"/> counts only the words that are not in the next text any more, whatever their punctuation and case.
/// </remarks>
internal sealed class Erasure
{
    private string _shown = "";
    private long _segment = -1;
    private int _letters;
    private int _words;
    private int _finalLetters;
    private int _finalWords;

    /// <summary>Gets the letters erased for each letter of the final text.</summary>
    public double Letters => (double)_letters / _finalLetters;

    /// <summary>Gets the words erased for each word of the final text.</summary>
    public double Words => (double)_words / _finalWords;

    public void Show(long segment, string text, bool isFinal)
    {
        _shown = segment == _segment ? _shown : "";
        _segment = segment;
        int same = 0;
        while (same < _shown.Length && same < text.Length && _shown[same] == text[same])
        {
            same++;
        }

        string[] before = Keys(_shown);
        string[] after = Keys(text);
        _letters += new StringInfo(_shown[same..].TrimEnd()).LengthInTextElements;
        _words += before.Length - CountCommon(before, after);
        _finalLetters += isFinal ? new StringInfo(text).LengthInTextElements : 0;
        _finalWords += isFinal ? after.Length : 0;
        _shown = text;
    }

    private static string[] Keys(string text) => [.. HypothesisWord.Of(text, []).Select(static word => word.Key)];

    /// <summary>The longest common subsequence.</summary>
    private static int CountCommon(string[] one, string[] other)
    {
        var row = new int[other.Length + 1];
        foreach (string word in one)
        {
            int diagonal = 0;
            for (int j = 1; j <= other.Length; j++)
            {
                (diagonal, row[j]) = (row[j], word == other[j - 1] ? diagonal + 1 : Math.Max(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
