using System.Buffers;
using Mimi.Audio;
using Mimi.Audio.Conversion;
using Mimi.Speech;

namespace Mimi.Server.Recognition;

/// <summary>One utterance on its way into the recognizer: bytes in, segments out.</summary>
internal sealed class Utterance(ISpeechStream stream, PcmFormat format, TimeSpan maxLength) : IAsyncDisposable
{
    private readonly PcmConverter _converter = new(format);
    private readonly ArrayBufferWriter<float> _samples = new();
    private readonly long _maxBytes = MaxBytes(format, maxLength);
    private long _bytes;
    private volatile bool _isComplete;
    private bool _disposed;

    /// <summary>Gets a value indicating whether the caller has said that no more audio follows.</summary>
    public bool IsComplete => _isComplete;

    public static long MaxBytes(PcmFormat format, TimeSpan length) => (long)(format.BytesPerSecond * length.TotalSeconds);

    /// <summary>Takes bytes, cut anywhere, waiting while the recognizer is too far behind.</summary>
    /// <returns>False if the utterance becomes too long; the bytes are then not taken.</returns>
    public async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
    {
        _bytes += audio.Length;
        if (_bytes > _maxBytes)
        {
            return false;
        }

        _converter.Convert(audio.Span, _samples);
        await PassOnAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        _isComplete = true;
        _converter.Complete(_samples);
        await PassOnAsync(cancellationToken).ConfigureAwait(false);
        stream.Complete();
    }

    public IAsyncEnumerable<SpeechSegment> ReadAllAsync(CancellationToken cancellationToken) => stream.ReadAllAsync(cancellationToken);

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _disposed, true) ? ValueTask.CompletedTask : stream.DisposeAsync();

    private async ValueTask PassOnAsync(CancellationToken cancellationToken)
    {
        if (_samples.WrittenCount > 0)
        {
            await stream.WriteAsync(_samples.WrittenMemory, cancellationToken).ConfigureAwait(false);
            _samples.ResetWrittenCount();
        }
    }
}
