namespace Mimi.Speech.Native;

/// <summary>A loaded streaming model. Any number of streams may use it at once, each from one thread at a time.</summary>
internal sealed class OnlineModel : IDisposable
{
    private readonly OnlineRecognizerHandle _recognizer;

    private OnlineModel(OnlineRecognizerHandle recognizer)
    {
        _recognizer = recognizer;
    }

    /// <param name="config">A complete configuration, whose files exist.</param>
    /// <param name="files">The files, for the message.</param>
    /// <exception cref="SpeechUnavailableException">The library refuses the configuration.</exception>
    public static OnlineModel Create(in OnlineRecognizerConfig config, IEnumerable<string> files)
    {
        OnlineRecognizerHandle recognizer = Sherpa.CreateOnlineRecognizer(config);
        return recognizer.IsInvalid
            ? throw new SpeechUnavailableException($"sherpa-onnx {SherpaLibrary.Version} cannot load {string.Join(", ", files)}. Its reason is on the standard error stream; see that the files belong together and to the family configured.")
            : new OnlineModel(recognizer);
    }

    public OnlineModelStream OpenStream() => new(_recognizer, Sherpa.CreateOnlineStream(_recognizer));

    public void Dispose() => _recognizer.Dispose();
}
