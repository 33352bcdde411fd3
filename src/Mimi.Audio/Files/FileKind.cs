namespace Mimi.Audio.Files;

/// <summary>Tells from the first bytes of a file what it is, so that the user hears more than "no".</summary>
internal static class FileKind
{
    private const string Unknown = "not a sound file of a known kind";

    private static readonly (byte[] Magic, string Name)[] Magic =
    [
        ("fLaC"u8.ToArray(), "a FLAC file"),
        ("OggS"u8.ToArray(), "an Ogg file (Vorbis, Opus)"),
        ("ID3"u8.ToArray(), "an MP3 file"),
        ("RIFX"u8.ToArray(), "a big-endian WAV file (RIFX)"),
        (".snd"u8.ToArray(), "an AU file"),
        ("caff"u8.ToArray(), "a CAF file"),
        ("#!AMR"u8.ToArray(), "an AMR file"),
        ([0x1A, 0x45, 0xDF, 0xA3], "a Matroska or WebM file"),
    ];

    /// <summary>So many bytes tell what a file is.</summary>
    public const int StartBytes = 12;

    /// <summary>Throws unless the bytes begin a WAV file.</summary>
    public static void RequireWave(ReadOnlyMemory<byte> start)
    {
        if (!IsWave(start.Span))
        {
            throw AudioFormatException.NotWave(NameOf(start.Span));
        }
    }

    public static ContainerKind Of(ReadOnlySpan<byte> start) =>
        start.IsEmpty ? ContainerKind.Empty
        : IsWave(start) ? ContainerKind.Wav
        : start.StartsWith("fLaC"u8) ? ContainerKind.Flac
        : start.StartsWith("FORM"u8) && Has(start, 8, "AIF"u8) ? ContainerKind.Aiff
        : NameOf(start) == Unknown ? ContainerKind.Unknown
        : ContainerKind.Foreign;

    /// <summary>Tells whether the bytes begin a WAV file, or one of its kind for more than 4 GB (EBU Tech 3306).</summary>
    private static bool IsWave(ReadOnlySpan<byte> start) => start.Length == StartBytes && start.EndsWith("WAVE"u8) && (start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8));

    public static string NameOf(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return "an empty file";
        }

        if (Has(start, 0, "RIFF"u8))
        {
            return Has(start, 8, "AVI "u8) ? "an AVI film" : "a RIFF file, but not a WAV file";
        }

        if (Has(start, 0, "FORM"u8))
        {
            return "an AIFF file";
        }

        if (Has(start, 4, "ftyp"u8))
        {
            return "an MP4 file (M4A, MOV)";
        }

        foreach ((byte[] magic, string name) in Magic)
        {
            if (Has(start, 0, magic))
            {
                return name;
            }
        }

        // Eleven bits set begin a frame of MPEG audio; ADTS, the plain form of AAC, begins with twelve and two that are clear.
        if (start.Length > 1 && start[0] == 0xFF && (start[1] & 0xE0) == 0xE0)
        {
            return (start[1] & 0xF6) == 0xF0 ? "an AAC file" : "an MP3 file";
        }

        return Unknown;
    }

    private static bool Has(ReadOnlySpan<byte> start, int offset, ReadOnlySpan<byte> mark) => start.Length >= offset && start[offset..].StartsWith(mark);
}
