namespace Mimi.Audio;

/// <summary>The audio is not of a kind that can be read. The message is for the user: it says what was found and what would be right.</summary>
public sealed class AudioFormatException : Exception
{
    private const string HowToMakeOne = "ffmpeg makes of almost anything: ffmpeg -i in -ar 16000 -ac 1 -c:a pcm_s16le out.wav";

    /// <summary>Initializes a new instance of the <see cref="AudioFormatException"/> class.</summary>
    /// <param name="message">What was found, and what would be right.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public AudioFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets what was found, if it is sound and only not of a kind that this library decodes itself.</summary>
    internal string? Foreign { get; private init; }

    internal static AudioFormatException Unreadable(string found) => new(Advise(found));

    internal static AudioFormatException NotWave(string found) => new($"This is {found}. A WAV file is needed, which {HowToMakeOne}");

    internal static AudioFormatException NotDecodedHere(string found) => new(Advise(found)) { Foreign = found };

    private static string Advise(string found) => $"{found} WAV, AIFF and FLAC can be read here; a WAV file is what {HowToMakeOne}";
}
