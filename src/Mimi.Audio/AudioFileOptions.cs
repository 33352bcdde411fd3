using Mimi.Audio.Conversion;
using Mimi.Audio.Ffmpeg;

namespace Mimi.Audio;

/// <summary>How a file is read, and what becomes of it.</summary>
public sealed record AudioFileOptions
{
    /// <summary>Gets the format of headerless PCM.</summary>
    /// <value><see langword="null"/>, the default, for a file that says itself what it is.</value>
    /// <exception cref="ArgumentException">The format is not set.</exception>
    public PcmFormat? Raw
    {
        get;
        init
        {
            if (value == default(PcmFormat))
            {
                throw new ArgumentException("The format is not set.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>Gets the rate and the channels that are wanted.</summary>
    /// <value>The default is those of the file. <see cref="PcmTarget.Speech"/> is what speech services take.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public PcmTarget Target
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>Gets how the program ffmpeg is called for what this library does not decode itself: MP3, AAC, Opus, films.</summary>
    /// <value><see langword="null"/> never starts it. The default is what is installed as <c>ffmpeg</c>.</value>
    public FfmpegOptions? Ffmpeg { get; init; } = new();
}
