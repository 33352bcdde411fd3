using Mimi.Captions.Text;

namespace Mimi.Captions.Timing;

/// <summary>When each letter of a piece was spoken: from the times of its words where there are any, and between them in proportion to what is said.</summary>
internal sealed class TimeLine
{
    private readonly double[] _weight;
    private readonly List<(int Letter, TimeSpan Time)> _anchors = [];

    public TimeLine(string text, Letter[] letters, TimeSpan start, TimeSpan end, IReadOnlyList<CaptionWord> words)
    {
        _weight = new double[letters.Length + 1];
        for (int i = 0; i < letters.Length; i++)
        {
            _weight[i + 1] = _weight[i] + SpeechWeights.Of(letters[i]);
        }

        _anchors.Add((0, start));
        AddWords(text, letters, start, end, words);
        _anchors.Add((letters.Length, end));
    }

    /// <summary>Tells how long a text takes to be said.</summary>
    public static TimeSpan Estimate(Letter[] letters) => TimeSpan.FromSeconds(letters.Sum(SpeechWeights.Of) / SpeechWeights.MoraePerSecond);

    /// <summary>Tells when the letter begins: after a pause, if there is one in front of it.</summary>
    public TimeSpan StartOf(int letter) => At(letter, CountBefore(letter + 1) - 1);

    /// <summary>Tells when the letter before this one ends: before a pause, if there is one behind it.</summary>
    public TimeSpan EndBefore(int letter)
    {
        int next = CountBefore(letter);
        return _anchors[next].Letter == letter ? _anchors[next].Time : At(letter, next - 1);
    }

    /// <summary>Tells how many anchors are before a letter, by halves.</summary>
    private int CountBefore(int letter)
    {
        int low = 0;
        int high = _anchors.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _anchors[middle].Letter < letter ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private TimeSpan At(int letter, int anchor)
    {
        (int first, TimeSpan time) = _anchors[anchor];
        if (first == letter)
        {
            return time;
        }

        (int last, TimeSpan end) = _anchors[anchor + 1];
        double share = (_weight[letter] - _weight[first]) / Math.Max(_weight[last] - _weight[first], double.Epsilon);
        return time + ((end - time) * Math.Clamp(share, 0, 1));
    }

    private void AddWords(string text, Letter[] letters, TimeSpan start, TimeSpan end, IReadOnlyList<CaptionWord> words)
    {
        TimeSpan latest = start;
        int letter = 0;
        foreach ((int offset, CaptionWord word) in WordPlaces.Of(text, words))
        {
            while (letter < letters.Length && letters[letter].Offset < offset)
            {
                letter++;
            }

            Anchor(letter, word.Start);
            while (letter < letters.Length && letters[letter].Offset < offset + word.Text.Length)
            {
                letter++;
            }

            Anchor(letter, word.End);
        }

        void Anchor(int index, TimeSpan? time)
        {
            if (time is { } value)
            {
                latest = value < latest ? latest : value > end ? end : value; // Whatever a service says, time does not run backwards.
                _anchors.Add((index, latest));
            }
        }
    }
}
