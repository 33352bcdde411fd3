namespace Mimi.Captions.Text;

public sealed class DisplayWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("日本語", 6)]
    [InlineData("ｶﾞ", 1)]           // A half-width mark belongs to its letter.
    [InlineData("か\u3099", 2)]     // A combining mark takes no cell.
    [InlineData("e\u0301", 1)]
    [InlineData("ＡＢ", 4)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("🇯🇵", 2)]
    [InlineData("❤️", 2)]
    [InlineData("1️⃣", 2)]
    [InlineData("한국", 4)]
    [InlineData("葛\U000E0100", 2)] // A variation selector takes none.
    public void Of_Text_CountsCells(string text, int cells) => Assert.Equal(cells, DisplayWidth.Of(text));

    [Theory]
    [InlineData("…", 1, 2)]
    [InlineData("※", 1, 2)]
    [InlineData("①", 1, 2)]
    [InlineData("Ω", 1, 2)]
    [InlineData("é", 1, 1)]
    [InlineData("a", 1, 1)]
    public void Of_AmbiguousLetter_IsWideOnlyWhereAsked(string text, int narrow, int wide)
    {
        Assert.Equal(narrow, DisplayWidth.Of(text));
        Assert.Equal(wide, DisplayWidth.Of(text, ambiguousIsWide: true));
    }
}
