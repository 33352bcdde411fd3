namespace Mimi.Audio.Ffmpeg;

/// <summary>How the program ffmpeg is called.</summary>
public sealed record FfmpegOptions
{
    /// <summary>Gets the program.</summary>
    /// <value>A name that is looked up in PATH, or a path. The default is <c>ffmpeg</c>.</value>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string Program
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    } = "ffmpeg";
}
