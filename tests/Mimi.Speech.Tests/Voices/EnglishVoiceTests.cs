using Mimi.Speech.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Speech.Tests.Voices;

public sealed class EnglishVoiceTests(Support.Voices voices, TinyModel model)
{
    private const string Sentence = "The quick brown fox jumps over the lazy dog.";

    public static bool HasEngine => Support.Voices.HasFlite;

    [Theory(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsFlite)]
    [InlineData(null, 140, 260)]
    [InlineData(false, 140, 260)]
    [InlineData(true, 70, 140)]
    public async Task Speak_Sentence_SoundsLikeThatVoice(bool? male, double lowest, double highest)
    {
        short[] speech = await voices.SpeakAsync(Sentence, "en", male: male);

        Assert.InRange(Spoken.Seconds(speech), 2, 4);
        Assert.InRange(Spoken.Peak(speech), 0.1, 1);
        Assert.InRange(Spoken.VoicedShare(speech), 0.3, 0.9);
        Assert.InRange(Spoken.MedianPitch(speech), lowest, highest);
    }

    [Fact(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsFlite)]
    public async Task Speak_TwiceAsFast_TakesHalfTheTimeAtTheSamePitch()
    {
        short[] fast = await voices.SpeakAsync(Sentence, "en", rate: 2);
        short[] slow = await voices.SpeakAsync(Sentence, "en", rate: 0.5);
        short[] normal = await voices.SpeakAsync(Sentence, "en"); // Last: neither rate may stay behind.

        Assert.InRange(Spoken.Seconds(normal), 2, 4);
        Assert.InRange((double)normal.Length / fast.Length, 1.6, 2.4);
        Assert.InRange((double)slow.Length / normal.Length, 1.6, 2.4);
        Assert.InRange(Spoken.MedianPitch(fast) / Spoken.MedianPitch(normal), 0.85, 1.15);
    }

    [Theory(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsFlite)]
    [InlineData("The train leaves from the next platform.", null)]
    [InlineData("Please send the report before Friday.", true)]
    [InlineData("Ｔｈｅ ｍｅｅｔｉｎｇ starts at seven o’clock😀.", null)]
    public async Task Speak_Sentence_IsUnderstood(string text, bool? male)
    {
        short[] speech = await voices.SpeakAsync(text, "en", male: male);

        float[] samples = [.. speech.Select(static sample => sample / 32_768f)];
        string heard = Streams.FinalText(await Streams.RecognizeAsync(model.Recognizer, samples));
        string expected = text.Replace("Ｔｈｅ ｍｅｅｔｉｎｇ", "the meeting", StringComparison.Ordinal).Replace("’", "'", StringComparison.Ordinal);

        // flite's voices have noise in them, which is never twice the same, and the small model may mishear a word for it.
        Assert.True(WordErrors.Count(WordErrors.Words(expected), WordErrors.Words(heard)) <= 1, heard);
    }

    [Theory(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsFlite)]
    [InlineData("")]
    [InlineData(" \r\n ")]
    [InlineData("😀 … ?!")]
    [InlineData("日本語")]
    public async Task Speak_NothingToSay_IsAPause(string text) =>
        Assert.Equal(new short[4_800], await voices.SpeakAsync(text, "en"));

    [Fact(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsFlite)]
    public async Task Speak_ManyAtATime_EachGetsItsOwn()
    {
        string[] texts = [Sentence, "Good morning.", "One, two, three.", "See you tomorrow in Osaka.", "Café, naïve, and $1,980.50."];
        var alone = new int[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            alone[i] = (await voices.SpeakAsync(texts[i], "en", rate: 0.5 + (0.25 * i))).Length;
        }

        short[][] together = await Task.WhenAll(texts.Select((text, i) => voices.SpeakAsync(text, "en-GB", 0.5 + (0.25 * i))));

        Assert.Equal(alone, together.Select(static speech => speech.Length)); // The sound itself has noise in it, which is never twice the same.
    }

    [Fact(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsFlite)]
    public async Task Speak_AnyPrintableText_IsSurvived()
    {
        var random = new Random(20261122);
        for (int i = 0; i < 60; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next(' ', 0x17F)));

            Assert.NotEmpty(await voices.SpeakAsync(text, "en", rate: 2));
        }
    }

    [Theory(SkipUnless = nameof(HasEngine), Skip = Support.Voices.NeedsFlite)]
    [InlineData('a')]
    [InlineData('9')]
    [InlineData('z')]
    public async Task Speak_OneLongWord_IsSurvived(char letter) =>
        Assert.NotEmpty(await voices.SpeakAsync(new string(letter, 700), "en", rate: 2));
}
