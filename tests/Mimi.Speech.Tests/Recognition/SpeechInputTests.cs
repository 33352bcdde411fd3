using Mimi.Speech.Recognition;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Recognition;

public sealed class SpeechInputTests
{
    private readonly StoppedClock _clock = new();
    private readonly SpeechInput _input;

    public SpeechInputTests()
    {
        _input = new SpeechInput(_clock);
    }

    [Fact]
    public void Lag_NothingWaits_IsZero()
    {
        Write(1);
        _clock.Advance(TimeSpan.FromSeconds(5));
        _input.Remove(Audio.SampleRate);

        Assert.Equal(TimeSpan.Zero, _input.Lag);
    }

    [Fact]
    public void Lag_LongChunkJustCame_IsZero()
    {
        _clock.Advance(TimeSpan.FromSeconds(5));
        Write(5);

        Assert.Equal(TimeSpan.Zero, _input.Lag); // It could not have been heard before.
    }

    [Fact]
    public void Lag_LiveAudioWaits_IsHowLongTheOldestChunkDoes()
    {
        for (int i = 0; i < 4; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Write(1);
        }

        Assert.Equal(TimeSpan.FromSeconds(3), _input.Lag);

        _input.Remove(Audio.SampleRate * 3 / 2); // One chunk, and half of the next.
        Assert.Equal(TimeSpan.FromSeconds(2), _input.Lag);
    }

    [Fact]
    public void Lag_RecordingWrittenAtOnce_IsZeroUntilItWouldHaveBeenSpoken()
    {
        for (int i = 0; i < 10; i++)
        {
            Write(1);
        }

        _clock.Advance(TimeSpan.FromSeconds(4));
        _input.Remove(4 * Audio.SampleRate);
        Assert.Equal(TimeSpan.Zero, _input.Lag);

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(2), _input.Lag); // The fifth second is over since two.
    }

    private void Write(int seconds) => Assert.Null(_input.TryWrite(Audio.Silence(seconds)));
}
