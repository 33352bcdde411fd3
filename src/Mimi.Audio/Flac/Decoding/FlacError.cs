namespace Mimi.Audio.Flac.Decoding;

/// <summary>What is wrong with a stream, in the words of its user.</summary>
internal static class FlacError
{
    public static AudioFormatException Damaged(string how) => new($"This FLAC stream is damaged: {how}.");

    public static AudioFormatException Unsupported(string what) =>
        new($"This FLAC stream has {what}; 4 to 24 bits, 1 to 8 channels and up to {PcmFormat.MaxSampleRate} Hz can be read.");
}
