using Mimi.Audio.Conversion;
using Mimi.Audio.Files;

namespace Mimi.Audio;

/// <summary>Audio that is ready to be read: its format, and a stream of nothing but PCM.</summary>
public sealed class PcmAudio : IAsyncDisposable
{
    /// <summary>Initializes a new instance of the <see cref="PcmAudio"/> class.</summary>
    /// <param name="format">How the audio is laid out.</param>
    /// <param name="data">The audio, from its first byte. It is disposed with this object.</param>
    /// <param name="expectedBytes">How much audio there should be, if that is known.</param>
    public PcmAudio(PcmFormat format, Stream data, long? expectedBytes = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        Format = format;
        Data = data;
        ExpectedBytes = expectedBytes;
    }

    /// <summary>Gets how the audio is laid out.</summary>
    public PcmFormat Format { get; }

    /// <summary>Gets the audio. It can be read once.</summary>
    public Stream Data { get; }

    /// <summary>Gets how many bytes of audio there should be.</summary>
    /// <value><see langword="null"/> if nothing tells it, as for a pipe. It may be more than there is: a file's header is believed.</value>
    public long? ExpectedBytes { get; }

    /// <summary>Gets how long the audio should last.</summary>
    /// <value><see langword="null"/> if nothing tells it.</value>
    public TimeSpan? ExpectedDuration => ExpectedBytes is { } bytes ? Format.DurationOf(bytes) : null;

    /// <summary>Makes 16-bit PCM of another rate or other channels of it, while it is read.</summary>
    /// <param name="target">What is wanted.</param>
    /// <returns>The converted audio, which this object belongs to from now on; or this object, if it is what is wanted already.</returns>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public PcmAudio ConvertTo(PcmTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        PcmFormat wanted = target.Of(Format);
        if (wanted == Format)
        {
            return this;
        }

        long? frames = ExpectedBytes / Format.BytesPerFrame;
        long? expected = frames is { } count ? (long)((Int128)count * wanted.SampleRate / Format.SampleRate) * wanted.BytesPerFrame : null;
        return new(wanted, new ConvertedStream(Data, new Pcm16Converter(Format, target)), expected);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Data.DisposeAsync();
}
