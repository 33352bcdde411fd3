using System.Buffers;

namespace Mimi.Speech.Voices;

/// <summary>Cuts text into pieces that are spoken one by one.</summary>
internal static class TextPieces
{
    private static readonly SearchValues<char> Lines = SearchValues.Create("\r\n\f\v\u0085\u2028\u2029");
    private static readonly SearchValues<char> WideEnds = SearchValues.Create("。！？．");
    private static readonly SearchValues<char> NarrowEnds = SearchValues.Create(".!?…");
    private static readonly SearchValues<char> Closings = SearchValues.Create("。！？．.!?…」』）】〉》”’)]\"'");
    private static readonly SearchValues<char> Clauses = SearchValues.Create("、，,;:；：」』）");

    /// <summary>Cuts at each line's end and, in a line longer than <paramref name="limit"/>, at the last good place: a sentence's end, or else a comma, or else a blank, or else anywhere.</summary>
    /// <returns>Pieces of one to <paramref name="limit"/> UTF-16 units. None is blank, and none begins or ends inside a character.</returns>
    public static IEnumerable<string> Split(string text, int limit)
    {
        for (int start = 0; start < text.Length;)
        {
            int line = text.AsSpan(start).IndexOfAny(Lines);
            int length = line < 0 ? text.Length - start : line;
            if (length > limit)
            {
                length = Cut(text.AsSpan(start, length), limit);
            }

            string piece = text.Substring(start, length).Trim();
            start += length + (length == line ? 1 : 0);
            if (piece.Length > 0)
            {
                yield return piece;
            }
        }
    }

    /// <summary>Finds where to cut a line that is longer than a piece may be.</summary>
    private static int Cut(ReadOnlySpan<char> line, int limit)
    {
        ReadOnlySpan<char> room = line[..limit];
        for (int at = limit - 1; at > 0; at--)
        {
            if (IsSentenceEnd(line, at))
            {
                return at + 1;
            }
        }

        if (room.LastIndexOfAny(Clauses) is > 0 and var clause)
        {
            return clause + 1;
        }

        int blank = line[..(limit + 1)].LastIndexOfAny(' ', '　');
        return blank > 0 ? blank : char.IsHighSurrogate(room[^1]) && limit > 1 ? limit - 1 : limit;
    }

    /// <summary>Whether a sentence ends at a character: one that only ends sentences, or a full stop with a blank behind it.</summary>
    private static bool IsSentenceEnd(ReadOnlySpan<char> line, int at)
    {
        char next = line[at + 1];
        if (!Closings.Contains(line[at]) || Closings.Contains(next))
        {
            return false;
        }

        int end = line[..(at + 1)].LastIndexOfAny(WideEnds);
        return (end >= 0 && !line[end..(at + 1)].ContainsAnyExcept(Closings))
            || (char.IsWhiteSpace(next) && NarrowEnds.Contains(line[at]));
    }
}
