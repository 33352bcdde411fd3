namespace Mimi.Cli.Output;

public sealed class DisplayWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("ask not", 7)]
    [InlineData("とりあえず腹ごしらえ", 20)]
    [InlineData("今日は、いい天気です。", 22)]
    [InlineData("ミミ", 4)]
    [InlineData("ﾐﾐ", 2)] // half-width katakana
    [InlineData("ＡＢ", 4)] // full-width Latin
    [InlineData("か\u3099", 2)] // が, decomposed
    [InlineData("e\u0301", 1)]
    [InlineData("한국어", 6)]
    [InlineData("ไทย", 3)]
    [InlineData("ที่", 1)] // vowel and tone above
    [InlineData("😀", 2)]
    [InlineData("👨‍👩‍👧", 2)] // one family, three people
    [InlineData("🇯🇵", 2)]
    [InlineData("❤️", 2)]
    [InlineData("❤", 1)]
    [InlineData("𠮷野家", 6)] // outside the basic plane
    [InlineData("a\u200Bb", 2)]
    [InlineData("　", 2)] // ideographic space
    public void Of_AnyScript_CountsCells(string text, int cells) => Assert.Equal(cells, DisplayWidth.Of(text));
}
