using Mimi.Speech.Voices;

namespace Mimi.Speech.Tests.Voices;

public sealed class TextPiecesTests
{
    [Theory]
    [InlineData("短い文。もう一つ。", 20, new[] { "短い文。もう一つ。" })]
    [InlineData("一つ目の文。二つ目の文。", 8, new[] { "一つ目の文。", "二つ目の文。" })]
    [InlineData("「はい。」と言った。", 8, new[] { "「はい。」", "と言った。" })]
    [InlineData("本当！？ええ。", 5, new[] { "本当！？", "ええ。" })]
    [InlineData("読点で、切れる文", 6, new[] { "読点で、", "切れる文" })]
    [InlineData("区切りのない文", 3, new[] { "区切り", "のない", "文" })]
    [InlineData("一行目\r\n\n二行目\u2028三行目", 20, new[] { "一行目", "二行目", "三行目" })]
    [InlineData("Pi is 3.14159 here. Yes.", 20, new[] { "Pi is 3.14159 here.", "Yes." })]
    [InlineData("no end but blanks", 10, new[] { "no end but", "blanks" })]
    [InlineData("𠮷𠮷𠮷", 3, new[] { "𠮷", "𠮷", "𠮷" })]
    [InlineData("", 5, new string[0])]
    [InlineData(" 　\n ", 5, new string[0])]
    public void Split_Text_CutsAtTheBestPlace(string text, int limit, string[] pieces) => Assert.Equal(pieces, TextPieces.Split(text, limit));

    [Fact]
    public void Split_AnyText_KeepsEveryCharacterInPiecesThatFit()
    {
        var random = new Random(3);
        const string Alphabet = "あ漢A. 。、」!？\n𠮷😀 ";
        for (int round = 0; round < 2_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

            string[] pieces = [.. TextPieces.Split(text, random.Next(2, 9))];

            Assert.Equal(Solid(text), Solid(string.Concat(pieces)));
            Assert.All(pieces, static piece => Assert.InRange(piece.Length, 1, 8));
        }
    }

    private static string Solid(string text) => string.Concat(text.Where(static c => !char.IsWhiteSpace(c)));
}
