namespace Mimi.Captions.Stability;

/// <summary>The hypotheses of one segment: what of them is committed, and since when the rest has been as it is.</summary>
internal sealed class SegmentHypotheses(long id, CaptionStabilizerOptions options)
{
    private readonly List<string> _committedKeys = [];
    private readonly List<(HypothesisWord Word, long Since, int Seen)> _open = [];
    private string _committed = "";
    private long _waitingSince;

    public long Id => id;

    public StableText View => new(id, _committed, Join(_committed, string.Concat(_open.Select(static open => open.Word.Text))), IsFinal: false);

    public void Add(List<HypothesisWord> words)
    {
        long now = options.TimeProvider.GetTimestamp();
        int covered = WordAlignment.CountCovered(_committedKeys, words);
        if (_open.Count == 0)
        {
            _waitingSince = now;
        }

        bool isSame = true;
        int count = words.Count - covered;
        for (int i = 0; i < count; i++)
        {
            HypothesisWord word = words[covered + i];
            isSame = isSame && i < _open.Count && _open[i].Word.Key == word.Key;
            bool isComplete = i + 1 < count; // The last word may be the beginning of a longer one.
            int seen = (isSame ? _open[i].Seen : 0) + (isComplete ? 1 : 0);
            (HypothesisWord, long, int) open = (word, isSame ? _open[i].Since : now, seen);
            if (i < _open.Count)
            {
                _open[i] = open;
            }
            else
            {
                _open.Add(open);
            }
        }

        _open.RemoveRange(count, Math.Max(0, _open.Count - count));
        Commit(CountAgreed(), now);
        CommitAged();
    }

    /// <summary>Commits what has been waiting for long enough.</summary>
    /// <returns>Whether there was any.</returns>
    public bool CommitAged()
    {
        long now = options.TimeProvider.GetTimestamp();
        int aged = 0;
        while (aged < _open.Count && options.TimeProvider.GetElapsedTime(_open[aged].Since, now) >= options.MaxDelay)
        {
            aged++;
        }

        if (aged == 0 && _open.Count > 1 && options.TimeProvider.GetElapsedTime(_waitingSince, now) >= 2 * options.MaxDelay)
        {
            aged = 1; // It flickers.
        }

        Commit(aged, now);
        return aged > 0;
    }

    private int CountAgreed()
    {
        int agreed = 0;
        while (agreed < _open.Count && _open[agreed].Seen >= options.Agreement)
        {
            agreed++;
        }

        return agreed;
    }

    private void Commit(int count, long now)
    {
        if (count == 0)
        {
            return;
        }

        string text = string.Concat(_open.Take(count).Select(static open => open.Word.Text));
        _committed += Join(_committed, text);
        _committedKeys.AddRange(_open.Take(count).Select(static open => open.Word.Key));
        _open.RemoveRange(0, count);
        _waitingSince = now;
    }

    /// <summary>Puts a blank before words of a language with blanks, if what they follow was the last word of its hypothesis.</summary>
    private static string Join(string committed, string text) =>
        committed.Length > 0 && text.Length > 0 && !char.IsWhiteSpace(committed[^1]) && !char.IsWhiteSpace(text[0]) && NeedsBlank(committed[^1], text[0]) ? " " + text : text;

    private static bool NeedsBlank(char left, char right) => left < 0x2E80 && right < 0x2E80;
}
