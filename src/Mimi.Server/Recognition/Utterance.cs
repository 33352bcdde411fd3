using System.Buffers;
using Mimi.Server.Admission;
using Mimi.Speech;

namespace Mimi.Server.Recognition;

/// <summary>One utterance on its way into the recognizer: bytes in, segments out.</summary>
internal sealed class Utterance(ISpeechStream stream, AudioIntake intake, SessionSeat seat) : IAsyncDisposable
{
    private readonly ArrayBufferWriter<float> _samples = new();
    private volatile bool _isComplete;
    private bool _disposed;

    /// <summary>Gets a value indicating whether the caller has said that no more audio follows.</summary>
    public bool IsComplete => _isComplete;

    /// <summary>Takes bytes, cut anywhere, waiting while the recognizer is too far behind.</summary>
    /// <returns>False if the utterance becomes too long; what exceeds it is then not taken.</returns>
    public async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
    {
        bool hasMore;
        do
        {
            hasMore = intake.TryConvert(ref audio, _samples);
            await PassOnAsync(cancellationToken).ConfigureAwait(false);
        }
        while (hasMore);
        return !intake.IsTooLong;
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        _isComplete = true;
        intake.Complete(_samples);
        await PassOnAsync(cancellationToken).ConfigureAwait(false);
        stream.Complete();
    }

    public IAsyncEnumerable<SpeechSegment> ReadAllAsync(CancellationToken cancellationToken) => stream.ReadAllAsync(cancellationToken);

    /// <summary>Makes room for another caller: what was said is known, and only the last words are waited for.</summary>
    public void MakeRoom() => seat.Finish();

    /// <summary>Frees the recognizer and the seat.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return ValueTask.CompletedTask;
        }

        seat.Dispose();
        return stream.DisposeAsync();
    }

    private async ValueTask PassOnAsync(CancellationToken cancellationToken)
    {
        if (_samples.WrittenCount > 0)
        {
            await stream.WriteAsync(_samples.WrittenMemory, cancellationToken).ConfigureAwait(false);
            _samples.ResetWrittenCount();
        }
    }
}
