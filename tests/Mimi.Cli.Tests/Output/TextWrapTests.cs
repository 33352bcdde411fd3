using Mimi.Captions.Text;

namespace Mimi.Cli.Output;

public sealed class TextWrapTests
{
    [Theory]
    [InlineData("", 10, "")]
    [InlineData("ask not", 10, "ask not")]
    [InlineData("ask not what your country", 10, "ask not|what your|country")]
    [InlineData("ask not what", 7, "ask not|what")]
    [InlineData("unpronounceable", 6, "unpron|ouncea|ble")]
    [InlineData("とりあえず腹ごしらえ", 8, "とりあえ|ず腹ごし|らえ")]
    [InlineData("とりあえず", 5, "とり|あえ|ず")] // The fifth cell cannot hold half a letter.
    [InlineData("mimi は速い", 8, "mimi は|速い")]
    [InlineData("😀😀😀", 4, "😀😀|😀")]
    [InlineData("字幕にします。次は", 12, "字幕にしま|す。次は")] // No line begins with punctuation,
    [InlineData("これはサーバー", 12, "これはサー|バー")]
    [InlineData("彼は「はい」と", 6, "彼は|「は|い」と")] // and none ends with a bracket that opens.
    [InlineData("認識Mimiは", 6, "認識|Mimiは")]
    [InlineData("。。。。", 4, "。。|。。")]
    [InlineData("mimi for .NET です", 12, "mimi for|.NET です")]
    public void Lines_AnyText_FitsTheWidth(string text, int width, string lines) => Assert.Equal(lines.Split('|'), TextWrap.Lines(text, width));

    [Fact]
    public void Lines_RandomMixtures_NeverExceedTheWidthNorLoseALetter()
    {
        string[] pieces = ["a", "word", " ", "日本語", "。", "😀", "が", "longerthanaline", "é", "한"];
        var random = new Random(7);
        for (int run = 0; run < 3_000; run++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            int width = random.Next(2, 20);

            List<string> lines = TextWrap.Lines(text, width);

            Assert.All(lines, line => Assert.InRange(DisplayWidth.Of(line), 0, width));
            Assert.Equal(text.Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
        }
    }
}
