namespace Mimi.Client.NictTts;

/// <summary>Synthesized speech.</summary>
public sealed class NictTtsAudio
{
    /// <summary>Initializes a new instance of the <see cref="NictTtsAudio"/> class.</summary>
    /// <param name="bytes">The audio as it came. It is not copied.</param>
    /// <param name="contentType">What the server called it.</param>
    /// <param name="audioFormat">What was asked for.</param>
    /// <param name="endianness">The byte order that was asked for.</param>
    public NictTtsAudio(ReadOnlyMemory<byte> bytes, string? contentType, NictTtsAudioFormat audioFormat, NictTtsEndianness endianness = NictTtsEndianness.Little)
    {
        Bytes = bytes;
        ContentType = contentType;
        AudioFormat = audioFormat;
        Endianness = endianness;
    }

    /// <summary>Gets the audio as it came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Gets what the server called it, such as <c>audio/x-wav</c>.</summary>
    /// <value><see langword="null"/> if it did not say.</value>
    public string? ContentType { get; }

    /// <summary>Gets what was asked for.</summary>
    public NictTtsAudioFormat AudioFormat { get; }

    /// <summary>Gets the byte order that was asked for.</summary>
    public NictTtsEndianness Endianness { get; }

    /// <summary>Gets whether the audio begins with the header of a WAV file. Older servers were seen to leave it out although WAV was asked for.</summary>
    public bool IsWav => WavHeader.IsWav(Bytes.Span);

    /// <summary>Gets the bare samples: without the header if there is one, and in little-endian order.</summary>
    /// <returns>The samples and their format, which is the header's; without a header it is 16,000 Hz, 16 bits, one channel, as mimi's players are configured. They share the memory of <see cref="Bytes"/>, unless the byte order had to be turned round.</returns>
    /// <exception cref="InvalidOperationException">The audio has no header, and was asked for as something else than WAV or RAW.</exception>
    /// <exception cref="MimiSerializationException">The header is broken, or tells of samples that are not 16-bit PCM.</exception>
    public NictTtsPcm ToPcm()
    {
        if (IsWav)
        {
            return WavHeader.Read(Bytes);
        }

        if (AudioFormat != NictTtsAudioFormat.Wav && AudioFormat != NictTtsAudioFormat.Raw)
        {
            throw new InvalidOperationException($"Audio in the format {AudioFormat} cannot be had as bare samples; ask for WAV or RAW.");
        }

        ReadOnlyMemory<byte> samples = Bytes[..(Bytes.Length / 2 * 2)];
        return new(Endianness == NictTtsEndianness.Big ? Swap(samples.Span) : samples, MimiAudioFormat.Pcm16k);
    }

    private static byte[] Swap(ReadOnlySpan<byte> samples)
    {
        byte[] swapped = new byte[samples.Length];
        for (int i = 0; i < swapped.Length; i += 2)
        {
            (swapped[i], swapped[i + 1]) = (samples[i + 1], samples[i]);
        }

        return swapped;
    }
}
