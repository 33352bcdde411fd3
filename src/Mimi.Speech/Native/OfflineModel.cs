using System.Runtime.InteropServices;

namespace Mimi.Speech.Native;

/// <summary>A loaded model that turns a stretch of audio into text. Any number of threads may use it at once.</summary>
internal sealed class OfflineModel : IDisposable
{
    private readonly OfflineRecognizerHandle _recognizer;
    private readonly double _maxTokensPerSecond;

    private OfflineModel(OfflineRecognizerHandle recognizer, double maxTokensPerSecond)
    {
        _recognizer = recognizer;
        _maxTokensPerSecond = maxTokensPerSecond;
    }

    /// <param name="config">A complete configuration, whose files exist.</param>
    /// <param name="files">The files, for the message.</param>
    /// <param name="maxTokensPerSecond">What speech cannot exceed: a model that does is looping. Infinity for models that cannot loop.</param>
    /// <exception cref="SpeechUnavailableException">The library refuses the configuration.</exception>
    public static OfflineModel Create(in OfflineRecognizerConfig config, IEnumerable<string> files, double maxTokensPerSecond)
    {
        OfflineRecognizerHandle recognizer = Sherpa.CreateOfflineRecognizer(config);
        return recognizer.IsInvalid
            ? throw new SpeechUnavailableException($"sherpa-onnx {SherpaLibrary.Version} cannot load {string.Join(", ", files)}. Its reason is on the standard error stream; see that the files belong together and to the family configured.")
            : new OfflineModel(recognizer, maxTokensPerSecond);
    }

    public string Decode(ReadOnlySpan<float> samples)
    {
        using OfflineStreamHandle stream = Sherpa.CreateOfflineStream(_recognizer);
        Sherpa.AcceptOffline(stream, SpeechAudio.SampleRate, samples, samples.Length);
        Sherpa.DecodeOffline(_recognizer, stream);
        return Read(stream, (int)Math.Min(int.MaxValue, Math.Ceiling(samples.Length * _maxTokensPerSecond / SpeechAudio.SampleRate) + 4));
    }

    public void Dispose() => _recognizer.Dispose();

    private static unsafe string Read(OfflineStreamHandle stream, int maxTokens)
    {
        OfflineResult* result = Sherpa.GetOfflineResult(stream);
        if (result is null)
        {
            return "";
        }

        try
        {
            return result->Count > maxTokens && result->TokenArray != 0
                ? NativeText.Join(new ReadOnlySpan<nint>((void*)result->TokenArray, maxTokens))
                : Marshal.PtrToStringUTF8(result->Text) ?? "";
        }
        finally
        {
            Sherpa.DestroyOfflineResult(result);
        }
    }
}
