namespace Mimi.Captions.Text;

/// <summary>How good a place is to part a text, from the best to those where it is done only because a line has no other.</summary>
internal enum BreakQuality
{
    Sentence,
    Clause,
    Phrase,
    Word,
    Fair,
    Poor,
    Bad,
    InsideWord,
    Never,
}
