using Mimi.Wire;

namespace Mimi.Client.NictAsr;

/// <summary>A word with its analysis, from the columns that the service separates with bars. A column that is missing is empty.</summary>
/// <param name="Text">The surface form.</param>
/// <param name="Pronunciation">The reading.</param>
/// <param name="Lemma">The dictionary form.</param>
/// <param name="PartOfSpeech">The part of speech.</param>
/// <param name="ConjugationType">The type of conjugation.</param>
/// <param name="ConjugationForm">The conjugated form.</param>
public sealed record NictAsrV1Word(string Text, string Pronunciation, string Lemma, string PartOfSpeech, string ConjugationType, string ConjugationForm)
{
    /// <summary>Gets whether this is no word, but marks the end of a sentence or of the utterance.</summary>
    internal bool IsSentinel => Text.Length == 0 && PartOfSpeech is (RecognitionWire.SentenceSentinel or RecognitionWire.UtteranceSentinel);

    internal static NictAsrV1Word Parse(string columns)
    {
        string[] column = columns.Split('|');
        return new(At(0), At(1), At(2), At(3), At(4), At(5));

        string At(int index) => index < column.Length ? column[index] : "";
    }
}
