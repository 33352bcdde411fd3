using Mimi.Captions.Text;

namespace Mimi.Captions.Timing;

/// <summary>How long letters take to be said, in morae: what a kana takes.</summary>
internal static class SpeechWeights
{
    /// <summary>Ordinary speech; 7 to 8 morae a second in Japanese, and with the weights below 15 letters a second in English.</summary>
    public const double MoraePerSecond = 7.5;

    public static double Of(Letter letter) => letter.Kind switch
    {
        LetterKind.Han or LetterKind.Digit => 2,
        LetterKind.Hiragana or LetterKind.Katakana => 1,
        LetterKind.Alphabetic when letter.Cells > 1 => 1.5, // Hangul, full-width letters.
        LetterKind.Alphabetic => 0.5,
        LetterKind.Space => 0.25,
        LetterKind.Closing when letter.Base.Value == 'ー' => 1,
        LetterKind.Closing => 0.5, // A pause, or a small kana.
        _ => 0.1,
    };
}
