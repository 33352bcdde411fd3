namespace Mimi.Audio.Metering;

/// <summary>What meters ask of a format.</summary>
internal static class SixteenBits
{
    /// <summary>Tells the channels of a format of 16 bits, and refuses others.</summary>
    public static int ChannelsOf(PcmFormat format) => format.BitsPerSample == 16
        ? format.Channels
        : throw new ArgumentException($"16-bit samples are needed, not {(format == default ? "a format that is not set" : $"{format.BitsPerSample}-bit ones")}: {nameof(Conversion.Pcm16Converter)} makes them.", nameof(format));
}
