namespace Mimi.Captions;

public sealed class CaptionTests
{
    [Fact]
    public void Create_LinesWithBreaksAndControls_AreCleaned()
    {
        var caption = new Caption(TimeSpan.Zero, TimeSpan.FromSeconds(1), ["a\n\nb\0", "\r\n", "\uD800c\u202E"]);

        Assert.Equal(["a b", "\uFFFDc"], caption.Lines);
        Assert.Equal("a b \uFFFDc", caption.Text);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(5, 5.9)]
    [InlineData(5, 4)]
    public void Create_TimesThatCannotBe_AreRefused(double start, double end) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Caption(TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(end), ["x"]));

    [Fact]
    public void Create_NoText_IsRefused() => Assert.Throws<ArgumentException>(static () => new Caption(TimeSpan.Zero, TimeSpan.FromSeconds(1), [" ", "\n"]));

    [Fact]
    public void ToString_HoldsNoText() => Assert.DoesNotContain("secret", $"{new Caption(TimeSpan.Zero, TimeSpan.FromSeconds(1), ["secret"])}{new CaptionPiece(1, true, "secret", TimeSpan.Zero)}", StringComparison.Ordinal);

    [Theory]
    [InlineData("ja", 32)]
    [InlineData("ja-JP", 32)]
    [InlineData("zh-TW", 32)]
    [InlineData("en", 42)]
    [InlineData("en_US", 42)]
    public void StyleOf_Language_IsItsStyle(string language, int cells) => Assert.Equal(cells, CaptionStyle.Of(language).MaxLineCells);

    [Fact]
    public void Style_OutOfRange_NamesTheValue()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(static () => CaptionStyle.English with { MaxLineCells = 7 });

        Assert.Contains("MaxLineCells is from 8 to 1000", error.Message, StringComparison.Ordinal);
    }
}
