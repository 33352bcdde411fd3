using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Recognition;

/// <summary>What is no speech must not become text.</summary>
public sealed class NoSpeechTests(TinyModel model)
{
    public static TheoryData<string> Sounds => ["nothing", "silence", "faint noise", "noise", "loud noise", "tone", "high tone", "hum", "clicks", "clipping"];

    [Theory]
    [MemberData(nameof(Sounds))]
    public async Task Stream_NoSpeech_YieldsNoWord(string sound)
    {
        List<SpeechSegment> segments = await Streams.RecognizeAsync(model.Recognizer, Make(sound), options: Streams.Temporaries);

        Assert.Empty(segments);
    }

    [Fact]
    public async Task Stream_SpeechInNoise_HasNoRepetition()
    {
        float[] noisy = [.. model.Jfk.Zip(Audio.Noise(11, 0.05f)).Select(pair => pair.First + pair.Second), .. Audio.Noise(10, 0.05f)];

        List<SpeechSegment> segments = await Streams.RecognizeAsync(model.Recognizer, noisy, options: Streams.Temporaries);

        Assert.Contains("country", Streams.FinalText(segments), StringComparison.OrdinalIgnoreCase);
        Assert.All(segments, segment => Assert.True(segment.Text.Split(' ').Length <= 6.5 * (segment.End - segment.Start).TotalSeconds + 4, segment.ToString()));
    }

    private static float[] Make(string sound) => sound switch
    {
        "nothing" => [],
        "silence" => Audio.Silence(12),
        "faint noise" => Audio.Noise(12, 0.002f),
        "noise" => Audio.Noise(12, 0.05f),
        "loud noise" => Audio.Noise(12, 0.8f),
        "tone" => Audio.Tone(12, 440, 0.5f),
        "high tone" => Audio.Tone(12, 3_000, 0.3f),
        "hum" => Audio.Hum(12),
        "clicks" => [.. Audio.Silence(12).Select(static (_, i) => i % 8_000 < 20 ? 0.9f : 0)],
        "clipping" => [.. Audio.Tone(12, 200, 3).Select(static s => Math.Clamp(s, -1, 1))],
        _ => throw new ArgumentOutOfRangeException(nameof(sound), sound, null),
    };
}
