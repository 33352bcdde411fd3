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
        _cost.AddHeard(3_600 * Audio.SampleRate, TimeSpan.FromSeconds(3.6));

        Assert.Equal(0.001 + (0.9 * DecodeCost.Presumed), _cost.RealTimeFactor, 6); // Whoever is silent now may speak in a moment.
    }

    [Fact]
    public void RealTimeFactor_SpeechMeasured_IsHearingAndDecoding()
    {
        for (int i = 0; i < 200; i++)
        {
            _cost.AddHeard(10 * Audio.SampleRate, TimeSpan.FromSeconds(0.04));
            _cost.AddDecoded(5 * Audio.SampleRate, TimeSpan.FromSeconds(0.1)); // Half of it is speech.
        }

        Assert.Equal(0.024, _cost.RealTimeFactor, 4);
    }

    [Fact]
    public void RealTimeFactor_ComputerBecomesSlow_IsNoticedWithinTheLastMinutes()
    {
        for (int i = 0; i < 100; i++)
        {
            _cost.AddDecoded(10 * Audio.SampleRate, TimeSpan.FromSeconds(0.2));
        }

        double before = _cost.RealTimeFactor;

        for (int i = 0; i < 12; i++)
        {
            _cost.AddDecoded(10 * Audio.SampleRate, TimeSpan.FromSeconds(2)); // Two minutes at 0.2.
        }

        Assert.True(before < 0.03, $"{before}");
        Assert.True(_cost.RealTimeFactor > 0.1, $"{_cost.RealTimeFactor}");
    }
}
