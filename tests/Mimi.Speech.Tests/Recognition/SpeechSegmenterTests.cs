using Mimi.Speech.Recognition;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Recognition;

public sealed class SpeechSegmenterTests
{
    private const int Window = 512;
    private const int Second = 16_000;

    private readonly SpeechSegmenter _segmenter = new();
    private readonly List<SpokenCut> _cuts = [];

    [Fact]
    public void Hear_SilenceOnly_CutsNothingAndKeepsLittle()
    {
        Hear(60, isSpeech: false);

        Assert.Empty(_cuts);
        Assert.Null(_segmenter.SpeechStart);
        Assert.InRange(_segmenter.Position - _segmenter.From, 0, Second);
        Assert.Null(_segmenter.Finish(_segmenter.Position));
    }

    [Fact]
    public void Hear_PauseAfterMuchSpeech_CutsInItsMiddle()
    {
        Hear(2, isSpeech: false);
        Hear(6, isSpeech: true);
        Hear(1, isSpeech: false);

        SpokenCut cut = Assert.Single(_cuts);
        AssertNear(8 * Second, cut.SpeechEnd);
        Assert.InRange(cut.To - cut.SpeechEnd, Second * 25 / 100, Second * 40 / 100);
        Assert.InRange(cut.SpeechStart - cut.From, 0, SpeechSegmenter.Lead + Window);
    }

    [Fact]
    public void Hear_PauseAfterLittleSpeech_WaitsLonger()
    {
        Hear(2, isSpeech: true);
        Hear(1, isSpeech: false);
        Assert.Empty(_cuts);

        Hear(0.5, isSpeech: false);
        Assert.Single(_cuts);
    }

    [Fact]
    public void Hear_ShortPausesInALongSegment_CutAfterTwelveSeconds()
    {
        for (int i = 0; i < 20; i++)
        {
            Hear(1.8, isSpeech: true);
            Hear(0.35, isSpeech: false);
        }

        Assert.Equal(2, _cuts.Count(cut => cut.To < 30 * Second));
        Assert.All(_cuts, cut => Assert.InRange(cut.To - cut.From, 12 * Second, 15 * Second));
    }

    [Fact]
    public void Hear_NoPauseAtAll_CutsWhereItIsQuietest()
    {
        Hear(15, isSpeech: true);
        Hear(0.2, isSpeech: true, level: 0.001f);
        Hear(30, isSpeech: true);

        AssertNear(15.1 * Second, _cuts[0].To);
        Assert.All(_cuts, cut => Assert.InRange(cut.To - cut.From, 12 * Second, 20 * Second));
    }

    [Fact]
    public void Hear_AnythingAtAll_LeavesNoGapAndNoOverlapInSpeech()
    {
        var random = new Random(7);
        for (int i = 0; i < 400; i++)
        {
            Hear(random.NextDouble() * 4, isSpeech: random.Next(3) > 0, level: random.NextSingle());
        }

        if (_segmenter.Finish(_segmenter.Position) is { } last)
        {
            _cuts.Add(last);
        }

        Assert.True(_cuts.Count > 20);
        Assert.All(_cuts, cut => Assert.True(cut.From <= cut.SpeechStart && cut.SpeechStart < cut.SpeechEnd && cut.SpeechEnd <= cut.To, cut.ToString()));
        Assert.All(_cuts.Zip(_cuts.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From, pair.ToString()));
        Assert.All(_cuts, cut => Assert.InRange(cut.To - cut.From, 1, SpeechSegmenter.MaxSegment + Window));
    }

    [Fact]
    public void Finish_SpeechOpen_EndsAtTheTrueEnd()
    {
        Hear(3, isSpeech: true);

        SpokenCut? cut = _segmenter.Finish(_segmenter.Position - 200);

        Assert.Equal(_segmenter.Position, cut!.Value.To);
        Assert.Equal(cut.Value.To, cut.Value.SpeechEnd);
    }

    private static void AssertNear(double expected, long actual) => Assert.InRange(actual, expected - 2_100, expected + 2_100);

    private void Hear(double seconds, bool isSpeech, float level = 0.5f)
    {
        float[] window = Audio.Noise((double)Window / Second, level);
        for (int i = 0; i < (int)(seconds * Second / Window); i++)
        {
            if (_segmenter.Hear(window, isSpeech) is { } cut)
            {
                _cuts.Add(cut);
            }
        }
    }
}
