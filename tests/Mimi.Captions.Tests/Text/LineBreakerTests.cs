namespace Mimi.Captions.Text;

public sealed class LineBreakerTests
{
    [Theory]
    [InlineData("And so, my fellow Americans, ask not what your country can do for you.", "And so, my fellow Americans,|ask not what your country can do for you.")]
    [InlineData("Short enough.", "Short enough.")]
    [InlineData("We went to the house of the rising sun in the morning.", "We went to the house|of the rising sun in the morning.")]
    [InlineData("You will find it at https://example.com/a/path-with-hyphens now.", "You will find it|at https://example.com/a/path-with-hyphens|now.")]
    [InlineData("The population of the city was 1,234,567.89 in the end.", "The population of the city|was 1,234,567.89 in the end.")]
    [InlineData("I came here to tell you that it is over.", "I came here to tell you that it is over.")]
    public void Break_English_AtTheBestPlaces(string text, string lines) => Assert.Equal(lines.Split('|'), LineBreaker.Break(text, CaptionStyle.English));

    [Theory]
    [InlineData("今日は天気がいいので、散歩に行きましょう。", "今日は天気がいいので、|散歩に行きましょう。")]
    [InlineData("公園の桜が咲いているそうです。", "公園の桜が咲いているそうです。")]
    [InlineData("次のリリースではWebSocketの再接続が2倍速くなります。", "次のリリースではWebSocketの|再接続が2倍速くなります。")]
    [InlineData("２０２６年１２月３１日に「さようなら」と言いました。", "２０２６年１２月３１日に|「さようなら」と言いました。")]
    public void Break_Japanese_AtTheEndOfPhrases(string text, string lines) => Assert.Equal(lines.Split('|'), LineBreaker.Break(text, CaptionStyle.Japanese));

    [Theory]
    [InlineData("あいうえ。おかき", 10)]
    [InlineData("あいうえッおかき", 10)]
    [InlineData("アイウエーオカキ", 10)]
    [InlineData("あいう（えお）か", 10)]
    [InlineData("あいうえ」おかき", 10)]
    [InlineData("あいう￥１２００", 10)]
    [InlineData("あいうえ％おかき", 10)]
    public void Break_Kinsoku_NothingForbiddenAtTheEdges(string text, int cells)
    {
        IReadOnlyList<string> lines = LineBreaker.Break(text, CaptionStyle.Japanese with { MaxLineCells = cells });

        Assert.True(lines.Count > 1);
        Assert.All(lines.Skip(1), static line => Assert.DoesNotContain(line[0], "。ッー」）％"));
        Assert.All(lines, static line => Assert.DoesNotContain(line[^1], "（￥"));
        Assert.Equal(text, string.Concat(lines));
    }

    [Fact]
    public void Boundaries_EveryLetterOfKinsoku_IsNotParted()
    {
        const string NeverFirst = "、。，．・：；？！ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶㇰ」』）］｝】〉》〕’”…‥〜％℃ｰｧｯ";
        const string NeverLast = "「『（［｛【〈《〔‘“￥＄";

        Assert.All(NeverFirst, static letter => Assert.Equal(BreakQuality.Never, Before(1, letter)));
        Assert.All(NeverLast, static letter => Assert.Equal(BreakQuality.Never, Before(2, letter)));
        Assert.All(NeverLast, static letter => Assert.NotEqual(BreakQuality.Never, Before(1, letter)));
    }

    private static BreakQuality Before(int index, char letter)
    {
        string text = $"漢{letter}漢";
        return Boundaries.Of(text, Letter.Of(text, ambiguousIsWide: true))[index];
    }

    [Fact]
    public void Break_HangingPunctuation_StaysOnTheFullLine()
    {
        CaptionStyle style = CaptionStyle.Japanese with { MaxLineCells = 16 };

        Assert.Equal(["あいうえおかき", "く。けこさしす"], LineBreaker.Break("あいうえおかきく。けこさしす", style));
        Assert.Equal(["あいうえおかきく。", "けこさしす"], LineBreaker.Break("あいうえおかきく。けこさしす", style with { HangPunctuation = true }));
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("\r\n\n\0")]
    [InlineData("")]
    public void Break_NoText_NoLine(string text) => Assert.Empty(LineBreaker.Break(text, CaptionStyle.English));

    [Fact]
    public void Break_RandomText_FitsLosesNothingAndPartsNoLetter()
    {
        for (int seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            string text = Support.RandomText.Of(random, random.Next(1, 30));
            CaptionStyle style = (seed % 2 == 0 ? CaptionStyle.Japanese : CaptionStyle.English) with { MaxLineCells = random.Next(8, 50) };

            IReadOnlyList<string> lines = LineBreaker.Break(text, style);

            string clean = CaptionText.Clean(text);
            Assert.All(lines, line => Assert.InRange(DisplayWidth.Of(line, style.AmbiguousIsWide), 0, style.MaxLineCells));
            Assert.Equal(WithoutSpaces(clean), WithoutSpaces(string.Concat(lines)));
            int letters = Letter.Of(clean, false).Count(static letter => !letter.IsSpace);
            Assert.Equal(letters, lines.Sum(static line => Letter.Of(line, false).Count(static letter => !letter.IsSpace)));
        }
    }

    [Fact]
    public void Break_RandomText_BreaksWordsAndRulesOnlyForWantOfRoom()
    {
        for (int seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            string text = CaptionText.Clean(Support.RandomText.Of(random, random.Next(5, 30)));
            CaptionStyle style = CaptionStyle.Japanese with { MaxLineCells = 48 };
            Letter[] letters = Letter.Of(text, style.AmbiguousIsWide);
            BreakQuality[] boundaries = Boundaries.Of(text, letters);

            foreach (LineSpan line in new LineLayout(style, 1).Break(letters, boundaries).Where(line => line.First > 0 && boundaries[line.First] >= BreakQuality.InsideWord))
            {
                Assert.True(LongestUnbreakable(letters, boundaries) > style.MaxLineCells, $"Seed {seed}: parted at {line.First} without need.");
            }
        }
    }

    private static int LongestUnbreakable(Letter[] letters, BreakQuality[] boundaries)
    {
        int longest = 0;
        int cells = 0;
        for (int i = 0; i < letters.Length; i++)
        {
            cells = (i > 0 && boundaries[i] < BreakQuality.InsideWord ? 0 : cells) + letters[i].Cells;
            longest = Math.Max(longest, letters[i].IsSpace ? longest : cells);
        }

        return longest;
    }

    private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\u3000", "", StringComparison.Ordinal).Replace("\u200B", "", StringComparison.Ordinal);
}
