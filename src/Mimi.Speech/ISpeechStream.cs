namespace Mimi.Speech;

/// <summary>One utterance: samples in, segments out. One writer and one reader at a time.</summary>
/// <remarks>Disposing drops what is not yet recognized, at once.</remarks>
public interface ISpeechStream : IAsyncDisposable
{
    /// <summary>Takes samples, waiting while the recognizer is too far behind.</summary>
    /// <param name="samples">16,000 Hz, one channel, −1 to 1. They are copied.</param>
    /// <param name="cancellationToken">Cancels the wait; the samples are then not taken.</param>
    /// <returns>A task that completes when the samples are taken.</returns>
    ValueTask WriteAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken = default);

    /// <summary>Says that no more samples follow: what is open becomes final, and the reader comes to its end.</summary>
    void Complete();

    /// <summary>Reads the segments as they are recognized. Once.</summary>
    /// <param name="cancellationToken">Cancels the wait for the next segment.</param>
    /// <returns>Temporary and final segments, in the order of their time.</returns>
    IAsyncEnumerable<SpeechSegment> ReadAllAsync(CancellationToken cancellationToken = default);
}
