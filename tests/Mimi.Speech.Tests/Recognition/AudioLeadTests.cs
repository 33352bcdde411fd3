using Mimi.Speech.Recognition;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Recognition;

public sealed class AudioLeadTests
{
    private readonly StoppedClock _clock = new();
    private readonly AudioLead _lead;

    public AudioLeadTests()
    {
        _lead = new AudioLead(_clock);
    }

    [Fact]
    public void Lag_RecordingWrittenAtOnce_IsAheadAsSoonAsSomeWasHeard()
    {
        _lead.Add(10 * Audio.SampleRate);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(-3), _lead.Lag(6 * Audio.SampleRate)); // Four seconds heard in one.
    }

    [Fact]
    public void Lag_LiveChunk_IsItsOwnLength()
    {
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        _lead.Add(Audio.SampleRate / 10);

        Assert.Equal(TimeSpan.FromSeconds(0.1), _lead.Lag(Audio.SampleRate / 10));
    }

    [Fact]
    public void Lag_SpeakerPaused_DoesNotCountThePause()
    {
        _lead.Add(Audio.SampleRate);
        _clock.Advance(TimeSpan.FromSeconds(60));
        _lead.Add(Audio.SampleRate);

        Assert.Equal(TimeSpan.Zero, _lead.Lag(0));
    }
}
