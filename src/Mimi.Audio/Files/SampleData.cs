using Mimi.Audio.Conversion;

namespace Mimi.Audio.Files;

/// <summary>Opens the samples inside a file as 16-bit PCM.</summary>
internal static class SampleData
{
    /// <param name="file">The file, at its first sample.</param>
    /// <param name="layout">How the samples are stored.</param>
    /// <param name="format">Their rate and channels.</param>
    /// <param name="bytes">How many bytes of them the file says there are, or <see langword="null"/> if it does not know.</param>
    public static PcmAudio Open(Stream file, SampleLayout layout, PcmFormat format, long? bytes)
    {
        if (file.CanSeek)
        {
            long left = Math.Max(0, file.Length - file.Position);
            bytes = Math.Min(bytes ?? left, left);
        }

        var data = new DataStream(file, bytes ?? long.MaxValue);
        if (layout == SampleLayout.Pcm16)
        {
            return new(format, data, bytes);
        }

        int storedBytesPerFrame = layout.Bytes * format.Channels;
        var conversion = new Pcm16Converter(layout, format.SampleRate, format.Channels, new());
        return new(format, new ConvertedStream(data, conversion), bytes / storedBytesPerFrame * format.BytesPerFrame);
    }
}
