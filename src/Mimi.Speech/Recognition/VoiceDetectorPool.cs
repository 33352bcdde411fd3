using System.Collections.Concurrent;
using Mimi.Speech.Native;

namespace Mimi.Speech.Recognition;

/// <summary>Voice detectors to use again: loading one takes longer than most utterances need it.</summary>
internal sealed class VoiceDetectorPool(string model, float threshold) : IDisposable
{
    private const int MaxKept = 32;

    private readonly ConcurrentBag<VoiceDetector> _free = [];
    private volatile bool _isDisposed;

    public VoiceDetector Rent() => _free.TryTake(out VoiceDetector? detector) ? detector : VoiceDetector.Create(model, threshold);

    public void Return(VoiceDetector detector)
    {
        if (_isDisposed || _free.Count >= MaxKept)
        {
            detector.Dispose();
            return;
        }

        detector.Reset();
        _free.Add(detector);
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_free.TryTake(out VoiceDetector? detector))
        {
            detector.Dispose();
        }
    }
}
