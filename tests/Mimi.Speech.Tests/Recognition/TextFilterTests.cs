using Mimi.Speech.Recognition;

namespace Mimi.Speech.Tests.Recognition;

public sealed class TextFilterTests
{
    [Theory]
    [InlineData("  And so,\tmy  fellow\n Americans. ", "And so, my fellow Americans.")]
    [InlineData(" . ", "")]
    [InlineData("…", "")]
    [InlineData("はい　そうです。", "はい そうです。")]
    [InlineData("42", "42")]
    public void Clean_Text_KeepsWordsAndDropsTheRest(string text, string expected) => Assert.Equal(expected, TextFilter.Clean(text));

    [Theory]
    [InlineData("No, no, no, no.", "No, no, no, no.")]
    [InlineData("Row, row, row your boat.", "Row, row, row your boat.")]
    [InlineData("very good, very good, very good", "very good, very good, very good")]
    [InlineData("ははははは", "ははははは")]
    [InlineData("1000000", "1000000")]
    public void Clean_WhatPeopleRepeat_Stays(string text, string expected) => Assert.Equal(expected, TextFilter.Clean(text));

    [Theory]
    [InlineData("you you you you you you", "you")]
    [InlineData("I think the the the the the the thing", "I think the thing")]
    [InlineData("Thank you. Thank you. Thank you. Thank you. Thank", "Thank you.")]
    [InlineData("So it is what it is. What it is what it is what it is and so on", "So it is what it is and so on")]
    [InlineData("はいはいはいはいはいはい", "はい")]
    [InlineData("今日は晴れです。今日は晴れです。今日は晴れです。今日は晴れです。今日は", "今日は晴れです。")]
    [InlineData("Ahhhhhhhhhhhhhhhh no", "Ah no")]
    public void Clean_Loop_IsKeptOnce(string text, string expected) => Assert.Equal(expected, TextFilter.Clean(text));

    [Fact]
    public void Clean_LoopOfALongSentence_IsKeptOnce()
    {
        const string sentence = "and that is how the whole story came to its end that evening in the house by the sea";

        Assert.Equal(sentence, TextFilter.Clean(string.Join(' ', Enumerable.Repeat(sentence, 5))));
    }

    [Theory]
    [InlineData("ask not what", "ask not")]
    [InlineData("ask", "")]
    [InlineData("", "")]
    [InlineData("今日は晴れ", "今日は晴")]
    [InlineData("か\u3099", "")]
    [InlineData("สวัสดี", "สวัส")]
    [InlineData("naïve", "")]
    public void HoldBack_Temporary_LosesItsLastWord(string text, string expected) => Assert.Equal(expected, TextFilter.HoldBack(text));
}
