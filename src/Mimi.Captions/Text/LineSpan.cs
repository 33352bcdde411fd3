namespace Mimi.Captions.Text;

/// <summary>A line of a text that is parted.</summary>
/// <param name="First">Its first letter.</param>
/// <param name="End">The letter after its last one.</param>
/// <param name="EndsCaption">Whether the caption ends with it.</param>
internal readonly record struct LineSpan(int First, int End, bool EndsCaption)
{
    public string In(string text, Letter[] letters) => text[letters[First].Offset..letters[End - 1].End].Trim(' ', '\u3000', '\u200B');
}
