using Mimi.Speech.Native;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Native;

public sealed class VoiceDetectorTests(TinyModel model)
{
    [Fact]
    public async Task Accept_AfterReset_HearsTheSameAgain()
    {
        using VoiceDetector detector = VoiceDetector.Create(await TinyModel.SileroAsync(), 0.5f);
        bool[] first = Listen(detector, dropAudio: false);
        detector.Reset();

        bool[] second = Listen(detector, dropAudio: false);

        Assert.Equal(first, second);
        Assert.Contains(true, first);
        Assert.Contains(false, first);
    }

    [Fact]
    public async Task DropAudio_WhileListening_ChangesNothing()
    {
        using VoiceDetector detector = VoiceDetector.Create(await TinyModel.SileroAsync(), 0.5f);
        bool[] kept = Listen(detector, dropAudio: false);
        detector.Reset();

        Assert.Equal(kept, Listen(detector, dropAudio: true));
    }

    private bool[] Listen(VoiceDetector detector, bool dropAudio)
    {
        var heard = new List<bool>();
        for (int at = 0; at + VoiceDetector.WindowSamples <= model.Jfk.Length; at += VoiceDetector.WindowSamples)
        {
            heard.Add(detector.Accept(model.Jfk.AsSpan(at, VoiceDetector.WindowSamples)));
            if (dropAudio)
            {
                detector.DropAudio();
            }
        }

        return [.. heard];
    }
}
