namespace Mimi.Speech.Recognition;

/// <summary>What is shown of the open segment before it is final.</summary>
/// <remarks>
/// A temporary costs as much as the audio that is decoded for it. So what lies before a pause is decoded once more when the speaker has gone on, and from then on its text is
/// kept: only what was said since the pause is decoded again. The final text owes nothing to this; it is decoded as a whole.
/// </remarks>
/// <param name="segmenter">Knows where the segment begins, and its pauses.</param>
/// <param name="decode">Decodes the audio between two places.</param>
internal sealed class OpenText(SpeechSegmenter segmenter, Func<long, long, string> decode)
{
    /// <summary>With less around it a word is often heard wrong.</summary>
    public const int LeastKept = SpeechAudio.SampleRate * 3;

    /// <summary>Shorter beginnings make Moonshine invent words.</summary>
    public const int LeastOpen = SpeechAudio.SampleRate * 15 / 10;

    private long _keptTo;
    private string _kept = "";

    /// <summary>Recognizes the open segment as far as it was heard, without its last word, which is a guess at half a sound.</summary>
    public string Decode()
    {
        long from = Math.Max(segmenter.From, _keptTo);
        if (segmenter.LastPause(from + LeastKept, segmenter.Position - LeastOpen) is { } pause)
        {
            _kept = Join(_kept, decode(from, pause));
            from = _keptTo = pause;
        }

        return Join(_kept, TextFilter.HoldBack(decode(from, segmenter.Position)));
    }

    /// <summary>Forgets the segment: it is final.</summary>
    public void Clear() => (_keptTo, _kept) = (0, "");

    private static string Join(string first, string second) => first.Length == 0 ? second : second.Length == 0 ? first : TextFilter.Join(first, second);
}
