namespace Mimi.Speech.Native;

/// <summary>Says, window by window, whether somebody is speaking. One stream at a time.</summary>
internal sealed class VoiceDetector : IDisposable
{
    /// <summary>What silero reads at once, in samples.</summary>
    public const int WindowSamples = 512;

    /// <summary>How long speech, or silence, must last before it is believed, in samples.</summary>
    public const int MinSamples = SpeechAudio.SampleRate / 10;

    private const float BufferSeconds = 30; // Longer than any segment, so that the library never has to enlarge it.
    private const int MaxVoiced = 20 * SpeechAudio.SampleRate;
    private const float MinSeconds = (float)MinSamples / SpeechAudio.SampleRate;
    private const float NoLimitSeconds = 3_600;

    private readonly VoiceDetectorHandle _detector;
    private long _voiced; // How long it has heard a voice without a break.

    private VoiceDetector(VoiceDetectorHandle detector)
    {
        _detector = detector;
    }

    /// <param name="model">silero's file, which exists.</param>
    /// <param name="threshold">How sure silero must be, from 0 to 1.</param>
    /// <exception cref="SpeechUnavailableException">The library refuses it.</exception>
    public static VoiceDetector Create(string model, float threshold)
    {
        using var strings = new NativeStrings();
        var config = new VoiceConfig
        {
            Silero = new()
            {
                Model = strings.Add(model),
                Threshold = threshold,
                MinSilenceSeconds = MinSeconds,
                MinSpeechSeconds = MinSeconds,
                WindowSize = WindowSamples,
                MaxSpeechSeconds = NoLimitSeconds,
            },
            SampleRate = SpeechAudio.SampleRate,
            Threads = 1,
            Provider = strings.Add("cpu"),
        };
        VoiceDetectorHandle detector = Sherpa.CreateVoiceDetector(config, BufferSeconds);
        return detector.IsInvalid
            ? throw new SpeechUnavailableException($"sherpa-onnx {SherpaLibrary.Version} cannot load {model}. Its reason is on the standard error stream.")
            : new VoiceDetector(detector);
    }

    /// <summary>Takes one window.</summary>
    /// <returns>Whether somebody is speaking at its end.</returns>
    public bool Accept(ReadOnlySpan<float> window)
    {
        Sherpa.AcceptVoice(_detector, window, window.Length);
        if (Sherpa.IsVoiceDetected(_detector) == 0)
        {
            if (_voiced > 0)
            {
                Sherpa.ClearVoice(_detector); // It keeps a copy of what was said, for those who ask.
                _voiced = 0;
            }

            return false;
        }

        _voiced += window.Length;
        if (_voiced > MaxVoiced)
        {
            Reset(); // A voice without a breath, as music may be, would be kept without end.
        }

        return true;
    }

    /// <summary>Makes it ready for another stream.</summary>
    public void Reset()
    {
        Sherpa.ResetVoice(_detector);
        _voiced = 0;
    }

    public void Dispose() => _detector.Dispose();
}
