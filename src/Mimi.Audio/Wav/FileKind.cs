namespace Mimi.Audio.Wav;

/// <summary>Tells from the first bytes of a file what it is, so that the user hears more than "no".</summary>
internal static class FileKind
{
    private static readonly (byte[] Magic, string Name)[] Magic =
    [
        ("fLaC"u8.ToArray(), "a FLAC file"),
        ("OggS"u8.ToArray(), "an Ogg file (Vorbis, Opus)"),
        ("ID3"u8.ToArray(), "an MP3 file"),
        ("RIFX"u8.ToArray(), "a big-endian WAV file (RIFX)"),
        ("RF64"u8.ToArray(), "an RF64 file, which is a WAV file for more than 4 GB"),
        (".snd"u8.ToArray(), "an AU file"),
        ("caff"u8.ToArray(), "a CAF file"),
        ("#!AMR"u8.ToArray(), "an AMR file"),
        ([0x1A, 0x45, 0xDF, 0xA3], "a Matroska or WebM file"),
    ];

    /// <summary>Throws unless the bytes begin a WAV file.</summary>
    public static void RequireWave(ReadOnlyMemory<byte> start)
    {
        if (!IsWave(start.Span))
        {
            throw AudioFormatException.Unreadable($"This is {NameOf(start.Span)}.");
        }
    }

    private static bool IsWave(ReadOnlySpan<byte> start) => start.Length == 12 && start.StartsWith("RIFF"u8) && start.EndsWith("WAVE"u8);

    private static string NameOf(ReadOnlySpan<byte> start)
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

        return "not a WAV file";
    }

    private static bool Has(ReadOnlySpan<byte> start, int offset, ReadOnlySpan<byte> mark) => start.Length >= offset && start[offset..].StartsWith(mark);
}
