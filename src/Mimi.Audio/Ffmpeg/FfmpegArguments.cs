namespace Mimi.Audio.Ffmpeg;

/// <summary>What ffmpeg is told: one input, its first sound track, as a WAV stream.</summary>
internal static class FfmpegArguments
{
    /// <summary>What ffmpeg reads of a pipe.</summary>
    public const string Pipe = "pipe:0";

    /// <summary>Containers that hold their audio themselves. Play lists and scripts, which name other files and addresses, are none of them.</summary>
    private const string Containers =
        "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,dts,eac3,flac,flv,loas,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpc,mpc8,mpeg,mpegts,nut,ogg,qcp,rm,spx,tak,tta,voc,w64,wav,wv";

    /// <param name="input"><see cref="Pipe"/>, or a path.</param>
    public static IEnumerable<string> For(string input) =>
    [
        "-hide_banner", "-nostats", "-loglevel", "error",
        .. input == Pipe ? Array.Empty<string>() : ["-nostdin"],
        "-protocol_whitelist", input == Pipe ? "pipe" : "file",
        "-format_whitelist", Containers,
        "-i", input == Pipe ? input : "file:" + input, // Whatever the path looks like, it is no address.
        "-map", "0:a:0", "-c:a", "pcm_s16le", "-f", "wav", "pipe:1",
    ];
}
