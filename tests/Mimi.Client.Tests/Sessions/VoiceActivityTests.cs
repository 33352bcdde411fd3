using System.Runtime.InteropServices;
using Mimi.Client.Sessions;
using Mimi.Client.Tests.Support;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Real speech starts the wait for an answer; what a quiet microphone hears for a minute never does.</summary>
public sealed class VoiceActivityTests
{
    private const int BlockBytes = 3_200; // 100 ms.
    private const double Seconds = 60;

    public static TheoryData<string> Clips => Recordings.Names;

    [Theory]
    [MemberData(nameof(Clips))]
    public void Add_Recording_MostOfItsVoicedPartIsSpeech(string clip)
    {
        byte[][] blocks = [.. Recordings.Read(clip).Chunk(BlockBytes).Where(static block => block.Length == BlockBytes)];
        double[] levels = [.. blocks.Select(RootMeanSquare)];
        double voiced = levels.Order().ElementAt(levels.Length * 95 / 100) / 10; // 20 dB below what is loudest in it.
        var voice = new VoiceActivity(MimiAudioFormat.Pcm16k);

        bool[] isSpeech = [.. blocks.Select(block => voice.Add(block) > 0)];

        int all = levels.Count(level => level >= voiced);
        int found = levels.Zip(isSpeech).Count(pair => pair.First >= voiced && pair.Second);
        Assert.True(found >= 0.6 * all, $"{found} of {all} voiced blocks were taken for speech.");
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public void Recording_StartsTheClockWithinThreeSeconds(string clip) =>
        Assert.InRange(SecondsToEvidence(Recordings.Read(clip)), 0.9, 3);

    /// <summary>Far from the microphone, in a room that can be heard.</summary>
    [Theory]
    [MemberData(nameof(Clips))]
    public void LowRecordingInARoom_StartsTheClockWithinThreeSeconds(string clip)
    {
        byte[] audio = Recordings.Read(clip);
        double scale = 1_000.0 / MemoryMarshal.Cast<byte, short>(audio).ToArray().Max(static sample => Math.Abs((int)sample));
        byte[] room = TestVoice.Room(audio.Length / (double)TestVoice.BytesPerSecond, peak: 20);
        Span<short> samples = MemoryMarshal.Cast<byte, short>(audio.AsSpan());
        ReadOnlySpan<short> noise = MemoryMarshal.Cast<byte, short>(room);
        for (int i = 0; i < noise.Length; i++)
        {
            samples[i] = (short)((samples[i] * scale) + noise[i]);
        }

        Assert.InRange(SecondsToEvidence(audio), 0.9, 3);
    }

    [Theory]
    [InlineData("digital silence")]
    [InlineData("white noise, very low")]
    [InlineData("white noise, low")]
    [InlineData("white noise, loud")]
    [InlineData("hum")]
    [InlineData("loud hum")]
    [InlineData("quiet room")]
    [InlineData("room")]
    [InlineData("loud room")]
    public void NobodySpeaks_NeverStartsTheClock(string sound)
    {
        byte[] audio = sound switch
        {
            "digital silence" => TestVoice.Silence(Seconds),
            "white noise, very low" => TestVoice.Noise(Seconds, peak: 4),
            "white noise, low" => TestVoice.Noise(Seconds, peak: 100),
            "white noise, loud" => TestVoice.Noise(Seconds, peak: 10_000),
            "hum" => TestVoice.Hum(Seconds, peak: 500),
            "loud hum" => TestVoice.Hum(Seconds, peak: 15_000),
            "quiet room" => TestVoice.Room(Seconds, peak: 30),
            "room" => TestVoice.Room(Seconds, peak: 200),
            _ => TestVoice.Room(Seconds, peak: 2_000),
        };

        Assert.Equal(double.PositiveInfinity, SecondsToEvidence(audio));
    }

    /// <summary>Says after how much audio the session would begin to wait for an answer.</summary>
    private static double SecondsToEvidence(byte[] audio)
    {
        var voice = new VoiceActivity(MimiAudioFormat.Pcm16k);
        var evidence = new SpeechEvidence(new AudioScale(MimiAudioFormat.Pcm16k));
        int sent = 0;
        foreach (byte[] block in audio.Chunk(BlockBytes))
        {
            evidence.Add(voice.Add(block), block.Length, now: 0);
            sent += block.Length;
            if (evidence.IsEnough)
            {
                return sent / (double)TestVoice.BytesPerSecond;
            }
        }

        return double.PositiveInfinity;
    }

    private static double RootMeanSquare(byte[] block)
    {
        short[] samples = MemoryMarshal.Cast<byte, short>(block).ToArray();
        return Math.Sqrt(samples.Average(static sample => (double)sample * sample));
    }
}
