using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Voices;

public sealed class JapaneseVoiceTests(Support.Voices voices)
{
    private const string Sentence = "こんにちは。今日は良い天気ですね。";

    public static bool HasEngine => Support.Voices.HasOpenJTalk;

    [Theory(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsOpenJTalk)]
    [InlineData(null, 160, 320)]
    [InlineData(false, 160, 320)]
    [InlineData(true, 80, 170)]
    public async Task Speak_Sentence_SoundsLikeThatVoice(bool? male, double lowest, double highest)
    {
        short[] speech = await voices.SpeakAsync(Sentence, "ja", male: male);

        Assert.InRange(Spoken.Seconds(speech), 2, 5); // 18 morae, at about seven a second, with pauses.
        Assert.InRange(Spoken.Peak(speech), 0.1, 1);
        Assert.InRange(Spoken.VoicedShare(speech), 0.3, 0.9);
        Assert.InRange(Spoken.MedianPitch(speech), lowest, highest);
    }

    [Fact(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsOpenJTalk)]
    public async Task Speak_TwiceAsFast_TakesHalfTheTimeAtTheSamePitch()
    {
        short[] normal = await voices.SpeakAsync(Sentence, "ja");
        short[] fast = await voices.SpeakAsync(Sentence, "ja", rate: 2);
        short[] slow = await voices.SpeakAsync(Sentence, "ja", rate: 0.5);

        Assert.InRange((double)normal.Length / fast.Length, 1.6, 2.4);
        Assert.InRange((double)slow.Length / normal.Length, 1.6, 2.4);
        Assert.InRange(Spoken.MedianPitch(fast) / Spoken.MedianPitch(normal), 0.85, 1.15);
    }

    [Theory(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsOpenJTalk)]
    [InlineData("東京都")]
    [InlineData("とうきょう")]
    [InlineData("ﾄｳｷｮｳ")]
    [InlineData("ＡＢＣ　１２３")]
    [InlineData("ABC 123")]
    [InlineData("3月21日、午後2時30分、¥1,980です")]
    [InlineData("𠮷野家で食べる")]
    [InlineData("か\u3099っこう")]
    [InlineData("; rm -rf / `id` $(id) \"quoted\" | cat")]
    public async Task Speak_AnyWriting_IsSpoken(string text) =>
        Assert.True(Spoken.VoicedShare(await voices.SpeakAsync(text, "ja")) > 0.2);

    [Fact(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsOpenJTalk)]
    public async Task Speak_Emoji_AreLeftOut()
    {
        short[] plain = await voices.SpeakAsync("今日は良い天気です", "ja");

        Assert.Equal(plain, await voices.SpeakAsync("今日は👨‍👩‍👧良い\uFE0F天気です☀️😀", "ja"));
    }

    [Theory(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsOpenJTalk)]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("😀🎉")]
    [InlineData("。、！？…")]
    [InlineData("\0\u0007\uD800")]
    public async Task Speak_NothingToSay_IsAPause(string text)
    {
        short[] speech = await voices.SpeakAsync(text, "ja");

        Assert.Equal(4_800, speech.Length);
        Assert.All(speech, static sample => Assert.Equal(0, sample));
    }

    [Fact(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsOpenJTalk)]
    public async Task Speak_LongText_LosesNothing()
    {
        short[] once = await voices.SpeakAsync(Sentence, "ja");

        short[] speech = await voices.SpeakAsync(string.Concat(Enumerable.Repeat(Sentence, 40)), "ja"); // 680 characters: open_jtalk alone would stop at 340.

        Assert.InRange((double)speech.Length / once.Length, 30, 42);
    }

    [Fact(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsOpenJTalk)]
    public async Task Speak_LongAsciiInOneWord_DoesNotOverrunTheProgram()
    {
        short[] speech = await voices.SpeakAsync(new string('a', 345), "ja", rate: 2); // With 342, given as it is, the program's stack is smashed.

        Assert.True(Spoken.Seconds(speech) > 20);
    }

    [Fact(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsOpenJTalk)]
    public async Task Speak_ManyAtATime_EachGetsItsOwn()
    {
        string[] texts = ["おはようございます", "こんばんは", "さようなら、また明日", "ありがとう"];
        short[][] alone = new short[texts.Length][];
        for (int i = 0; i < texts.Length; i++)
        {
            alone[i] = await voices.SpeakAsync(texts[i], "ja");
        }

        short[][] together = await Task.WhenAll(texts.Select(text => voices.SpeakAsync(text, "ja-JP")));

        Assert.Equal(alone, together);
    }
}
