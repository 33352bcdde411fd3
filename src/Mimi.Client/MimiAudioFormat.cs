using System.Globalization;

namespace Mimi.Client;

/// <summary>What the bytes of an audio stream mean.</summary>
/// <param name="Encoding">How the samples are coded.</param>
/// <param name="SampleRate">The sampling rate, 8,000 to 192,000 Hz. mimi's services are made for 16,000 Hz.</param>
/// <param name="BitsPerSample">The bit depth. Always 16, the only one that mimi takes.</param>
/// <param name="Channels">The number of channels, 1 to 8. mimi's recognizers are made for one.</param>
public readonly record struct MimiAudioFormat(MimiAudioEncoding Encoding, int SampleRate, int BitsPerSample = 16, int Channels = 1)
{
    /// <summary>Gets PCM at 16,000 Hz, 16 bits, one channel, which every service takes.</summary>
    public static MimiAudioFormat Pcm16k { get; } = Pcm(16_000);

    /// <summary>Gets how many bytes one sample of every channel takes; 1 for FLAC, which has no fixed size.</summary>
    public int BytesPerFrame => Encoding == MimiAudioEncoding.Pcm ? BitsPerSample / 8 * Channels : 1;

    /// <summary>Makes a 16-bit PCM format.</summary>
    /// <param name="sampleRate">The sampling rate, 8,000 to 192,000 Hz.</param>
    /// <param name="channels">The number of channels, 1 to 8.</param>
    /// <returns>The format.</returns>
    public static MimiAudioFormat Pcm(int sampleRate, int channels = 1) => new(MimiAudioEncoding.Pcm, sampleRate, Channels: channels);

    internal void ThrowIfInvalid()
    {
        if (!Enum.IsDefined(Encoding))
        {
            throw new ArgumentOutOfRangeException(nameof(Encoding), Encoding, "The encoding is PCM or FLAC.");
        }

        if (SampleRate is < 8_000 or > 192_000)
        {
            throw new ArgumentOutOfRangeException(nameof(SampleRate), SampleRate, "The sampling rate is 8,000 to 192,000 Hz; 16,000 is what mimi is made for.");
        }

        if (BitsPerSample != 16)
        {
            throw new ArgumentOutOfRangeException(nameof(BitsPerSample), BitsPerSample, "mimi takes a bit depth of 16 only.");
        }

        if (Channels is < 1 or > 8)
        {
            throw new ArgumentOutOfRangeException(nameof(Channels), Channels, "The number of channels is 1 to 8; 1 is what mimi is made for.");
        }
    }

    internal string ToContentType() => string.Create(
        CultureInfo.InvariantCulture,
        $"audio/{(Encoding == MimiAudioEncoding.Pcm ? "x-pcm" : "x-flac")};bit={BitsPerSample};rate={SampleRate};channels={Channels}");
}
