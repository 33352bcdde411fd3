using Mimi.Speech.Native;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Native;

public sealed class VoiceDetectorTests(TinyModel model)
{
    public static bool IsLinux => OperatingSystem.IsLinux();

    [Fact]
    public async Task Accept_AfterReset_HearsTheSameAgain()
    {
        using VoiceDetector detector = VoiceDetector.Create(await TinyModel.SileroAsync(), 0.5f);
        bool[] first = Listen(detector, model.Jfk);
        detector.Reset();

        bool[] second = Listen(detector, model.Jfk);

        Assert.Equal(first, second);
        Assert.Contains(true, first);
        Assert.Contains(false, first);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs Linux to catch the standard error stream.")]
    public async Task Accept_MinutesWithoutABreath_GoesOnQuietly()
    {
        using VoiceDetector detector = VoiceDetector.Create(await TinyModel.SileroAsync(), 0.5f);
        float[] voice = model.Jfk[88_000..112_000]; // "what your country can do"
        bool[] heard = [];

        string printed = NativeErrors.Capture(() => heard = [.. Enumerable.Range(0, 60).SelectMany(_ => Listen(detector, voice))]);

        Assert.DoesNotContain("circular-buffer", printed, StringComparison.Ordinal); // Where it would say that it has to grow.
        Assert.InRange(heard.Count(isSpeech => isSpeech), heard.Length * 9 / 10, heard.Length);
    }

    private static bool[] Listen(VoiceDetector detector, float[] audio)
    {
        var heard = new List<bool>();
        for (int at = 0; at + VoiceDetector.WindowSamples <= audio.Length; at += VoiceDetector.WindowSamples)
        {
            heard.Add(detector.Accept(audio.AsSpan(at, VoiceDetector.WindowSamples)));
        }

        return [.. heard];
    }
}
