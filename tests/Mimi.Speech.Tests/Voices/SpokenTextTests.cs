using Mimi.Speech.Voices.Flite;
using Mimi.Speech.Voices.OpenJTalk;

namespace Mimi.Speech.Tests.Voices;

public sealed class SpokenTextTests
{
    [Theory]
    [InlineData("ABC 123!", "ＡＢＣ　１２３！")]
    [InlineData("1️⃣位は東京☀️です😀", "１位は東京☀です")]
    [InlineData("がっこう\0\uE000\u200B", "がっこう")]
    [InlineData("か\u3099", "か\u3099")]
    [InlineData("\uD83D半分", "半分")]
    [InlineData("一\r\n二", "一\n\n二")]
    public void Japanese_Text_IsWhatOpenJTalkTakes(string text, string expected) => Assert.Equal(expected, JapaneseText.Speakable(text));

    [Fact]
    public void Japanese_Piece_FitsIntoTheProgramsBuffer()
    {
        foreach (string text in new[] { new string('a', 1_000), new string('漢', 1_000), string.Concat(Enumerable.Repeat("𠮷", 500)) })
        {
            Assert.All(JapaneseText.Pieces(text), static piece => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(piece), 1, 450));
        }
    }

    [Theory]
    [InlineData("Ｈｅｌｌｏ！", "Hello!")]
    [InlineData("Café “naïve” Straße", "Cafe \"naive\" Strasse")]
    [InlineData("It’s 20° – or €5", "It's 20 degrees  ,  or  euros 5")]
    [InlineData("日本語 and 😀\u0301\0", " and ")]
    public void English_Text_IsPrintableAscii(string text, string expected) => Assert.Equal(expected, EnglishText.Speakable(text));
}
