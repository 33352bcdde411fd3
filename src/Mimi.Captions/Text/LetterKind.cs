namespace Mimi.Captions.Text;

/// <summary>What a letter is to the one who breaks lines.</summary>
internal enum LetterKind
{
    /// <summary>Belongs to a word: all scripts that part their words by blanks, and what has no other kind.</summary>
    Alphabetic,
    Digit,
    Space,

    /// <summary>A blank that parts nothing.</summary>
    Glue,
    Han,
    Hiragana,
    Katakana,

    /// <summary>Emoji, symbols that are full-width, and whatever else stands for itself.</summary>
    Symbol,

    /// <summary>May not end a line.</summary>
    Opening,

    /// <summary>May not begin a line.</summary>
    Closing,

    /// <summary>The two quotes of a typewriter, which open and close.</summary>
    Quote,
    Hyphen,
}
