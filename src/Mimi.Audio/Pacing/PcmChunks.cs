using System.Runtime.CompilerServices;

namespace Mimi.Audio.Pacing;

/// <summary>Cuts a stream of PCM into chunks, at the pace of a microphone if need be.</summary>
public static class PcmChunks
{
    private static readonly PcmChunkOptions Default = new();

    /// <summary>Reads a stream to its end, chunk by chunk.</summary>
    /// <param name="audio">The PCM, from its first byte. It is not disposed.</param>
    /// <param name="format">How the PCM is laid out.</param>
    /// <param name="options">Size and pace of the chunks, or <see langword="null"/> for 100 ms each as fast as the stream can be read.</param>
    /// <param name="cancellationToken">Cancels reading and waiting.</param>
    /// <returns>
    /// Chunks of whole frames and equal size, of which only the last may be shorter or end within a frame. A chunk's memory is valid until the next one is asked for: the same buffer is filled again.
    /// With a pace, a chunk comes when its last sample would have been spoken, counted from when the first one was asked for; a chunk that is late does not delay those after it.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="format"/> is not set.</exception>
    public static IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync(
        Stream audio,
        PcmFormat format,
        PcmChunkOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (format == default)
        {
            throw new ArgumentException("The format is not set.", nameof(format));
        }

        return ReadAsync(audio, format, length: null, options ?? Default, cancellationToken);
    }

    /// <summary>Reads audio to its end, chunk by chunk, and knows how long it should last.</summary>
    /// <param name="audio">The audio, from its first byte. It is not disposed.</param>
    /// <param name="options">Size and pace of the chunks, or <see langword="null"/> for 100 ms each as fast as the audio can be read.</param>
    /// <param name="cancellationToken">Cancels reading and waiting.</param>
    /// <returns>The chunks, as <see cref="ReadAllAsync(Stream, PcmFormat, PcmChunkOptions?, CancellationToken)"/> describes them.</returns>
    public static IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync(PcmAudio audio, PcmChunkOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return ReadAsync(audio.Data, audio.Format, audio.ExpectedDuration, options ?? Default, cancellationToken);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream audio,
        PcmFormat format,
        TimeSpan? length,
        PcmChunkOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] chunk = new byte[FramesOf(options.ChunkDuration, format) * format.BytesPerFrame];
        Pace? pace = options.Speed is { } speed ? new(options.TimeProvider, speed) : null;
        long position = 0;
        int read;
        do
        {
            read = await audio.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                yield break;
            }

            position += read;
            if (pace is not null)
            {
                await pace.WaitUntilAsync(format.DurationOf(position), cancellationToken).ConfigureAwait(false);
            }

            options.Progress?.Report(new(format.DurationOf(position), length));
            yield return chunk.AsMemory(0, read);
        }
        while (read == chunk.Length);
    }

    private static int FramesOf(TimeSpan duration, PcmFormat format) =>
        (int)Math.Max(1, duration.Ticks * format.SampleRate / TimeSpan.TicksPerSecond);
}
