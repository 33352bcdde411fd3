using Mimi.Server.Recognition.Replies;

namespace Mimi.Server.Tests;

public sealed class WritingTests
{
    [Theory]
    [InlineData("en", "Ask  not, my friend.", "Ask/not,/my/friend.")]
    [InlineData("ko", "안녕하세요 여러분", "안녕하세요/여러분")]
    [InlineData("pt-BR", "Olá mundo!", "Olá/mundo!")]
    [InlineData("ja", "今日は、いい天気。", "今日は/、/いい天気/。")]
    [InlineData("ja", "「Windows 11 です」3.14", "「/Windows 11 です/」/3.14")]
    [InlineData("zh-TW", "你好，世界。", "你好/，/世界/。")]
    [InlineData("th", "สวัสดี", "สวัสดี")]
    [InlineData("ja", "", "")]
    [InlineData("en", "", "")]
    public void Words_OfALanguage_AreCutItsWay(string language, string text, string words)
    {
        Assert.Equal(words, string.Join('/', new Writing(language).Words(text)));
    }

    [Theory]
    [InlineData("Hello World", "hello world")]
    [InlineData("ひらがなとカタカナと漢字ー。", "ヒラガナトカタカナト漢字ー。")]
    [InlineData("ぁゖゔ", "ァヶヴ")]
    public void Pronunciation_ShowsWhatLettersShow(string surface, string pronunciation)
    {
        Assert.Equal(pronunciation, Writing.Pronunciation(surface));
    }
}
