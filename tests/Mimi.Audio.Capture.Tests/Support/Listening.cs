using System.Runtime.InteropServices;
using Mimi.TestSupport;

namespace Mimi.Audio.Capture.Support;

/// <summary>Reads a capture to its end, in the background.</summary>
internal sealed class Listening
{
    private readonly AudioCapture _capture;
    private readonly List<byte> _heard = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private long _stopAt = long.MaxValue;

    public Listening(AudioCapture capture)
    {
        _capture = capture;
        _reading = ReadAsync();
    }

    /// <summary>Gets the moment that the first audio has come.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Listens for another second, so that what was played is through, and gives all that was heard.</summary>
    public async Task<short[]> FinishAsync()
    {
        Volatile.Write(ref _stopAt, _capture.Statistics.Captured + _capture.Format.SampleRate);
        await _reading;
        return MemoryMarshal.Cast<byte, short>(CollectionsMarshal.AsSpan(_heard)).ToArray();
    }

    private async Task ReadAsync()
    {
        await foreach (ReadOnlyMemory<byte> chunk in _capture.ReadAllAsync(TestTimeout.Token))
        {
            _heard.AddRange(chunk.Span);
            _begun.TrySetResult();
            if (_heard.Count / _capture.Format.BytesPerFrame >= Volatile.Read(ref _stopAt))
            {
                _capture.Stop();
            }
        }
    }
}
