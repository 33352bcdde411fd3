using Mimi.Speech.Recognition;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Recognition;

public sealed class DecodeCostTests
{
    private readonly DecodeCost _cost = new();

    [Fact]
    public void RealTimeFactor_NothingMeasured_IsWhatIsPresumed() => Assert.Equal(DecodeCost.Presumed, _cost.RealTimeFactor, 6);

    [Fact]
    public void RealTimeFactor_SilenceOnly_StillCountsSpeech()
    {
        _cost.AddHeard(3_600 * Audio.SampleRate, TimeSpan.FromSeconds(3.6), isCrowded: true);

        Assert.Equal(0.001 + (0.9 * DecodeCost.Presumed), _cost.RealTimeFactor, 6); // Whoever is silent now may speak in a moment.
    }

    [Fact]
    public void RealTimeFactor_SpeechMeasured_IsHearingAndDecoding()
    {
        for (int i = 0; i < 200; i++)
        {
            _cost.AddHeard(10 * Audio.SampleRate, TimeSpan.FromSeconds(0.04), isCrowded: true);
            _cost.AddDecoded(5 * Audio.SampleRate, TimeSpan.FromSeconds(0.1), isCrowded: true); // Half of it is speech.
        }

        Assert.Equal(0.024, _cost.RealTimeFactor, 4);
    }

    [Fact]
    public void RealTimeFactor_DecodesWhileHearing_IsHearingAlone()
    {
        var cost = new DecodeCost(decodesWhileHearing: true);
        double before = cost.RealTimeFactor;
        for (int i = 0; i < 200; i++)
        {
            cost.AddHeard(10 * Audio.SampleRate, TimeSpan.FromSeconds(0.24), isCrowded: true);
        }

        Assert.Equal(DecodeCost.Presumed, before, 6);
        Assert.Equal(0.024, cost.RealTimeFactor, 4); // Nothing presumed of decoding is left in it.
    }

    [Fact]
    public void RealTimeFactor_ComputerBecomesSlow_IsNoticedWithinTheLastMinutes()
    {
        for (int i = 0; i < 100; i++)
        {
            _cost.AddDecoded(10 * Audio.SampleRate, TimeSpan.FromSeconds(0.2), isCrowded: true);
        }

        double before = _cost.RealTimeFactor;

        for (int i = 0; i < 12; i++)
        {
            _cost.AddDecoded(10 * Audio.SampleRate, TimeSpan.FromSeconds(2), isCrowded: true); // Two minutes at 0.2.
        }

        Assert.True(before < 0.03, $"{before}");
        Assert.True(_cost.RealTimeFactor > 0.1, $"{_cost.RealTimeFactor}");
    }

    [Fact]
    public void RealTimeFactor_MeasuredBesideIdleThreads_IsTwiceThat()
    {
        for (int i = 0; i < 200; i++)
        {
            Measure(0.024, isCrowded: false);
        }

        Assert.Equal(0.048, _cost.RealTimeFactor, 4); // Nobody knows yet what a thread takes when all of them are at work.
    }

    [Theory]
    [InlineData(0.026)]
    [InlineData(0.1)]
    public void RealTimeFactor_MeasuredWhileAllThreadsWork_IsThat(double crowded)
    {
        for (int i = 0; i < 200; i++)
        {
            Measure(0.024, isCrowded: false);
        }

        for (int i = 0; i < 200; i++)
        {
            Measure(crowded, isCrowded: true);
        }

        Assert.Equal(crowded, _cost.RealTimeFactor, 4);
    }

    [Fact]
    public void RealTimeFactor_ThreadsNoLongerAllAtWork_IsForgottenAsTheLastMinutesWere()
    {
        for (int i = 0; i < 200; i++)
        {
            Measure(0.4, isCrowded: true);
        }

        for (int i = 0; i < 200; i++)
        {
            Measure(0.024, isCrowded: false);
        }

        Assert.Equal(0.048, _cost.RealTimeFactor, 4);
    }

    private void Measure(double factor, bool isCrowded)
    {
        _cost.AddHeard(10 * Audio.SampleRate, TimeSpan.FromSeconds(10 * factor / 6), isCrowded);
        _cost.AddDecoded(10 * Audio.SampleRate, TimeSpan.FromSeconds(10 * factor / 6 * 5), isCrowded);
    }
}
