using System.ComponentModel;
using System.Diagnostics;
using Mimi.Audio.Wav;

namespace Mimi.Audio.Ffmpeg;

/// <summary>Reads what ffmpeg can decode. No shell is involved.</summary>
internal static class FfmpegReader
{
    private const string HowToInstall =
        "ffmpeg reads it but is not installed: apt install ffmpeg (Debian, Ubuntu), dnf install ffmpeg-free (Fedora), brew install ffmpeg (macOS), winget install ffmpeg (Windows).";

    /// <summary>Passes a stream through ffmpeg.</summary>
    /// <param name="stream">The file from its first byte. It belongs to the returned object, and to the caller if this method throws.</param>
    /// <param name="options">Which program it is.</param>
    /// <param name="found">What the file is, as a sentence.</param>
    /// <param name="cancellationToken">Cancels the reading up to where the audio begins, and ends the program.</param>
    public static Task<PcmAudio> OpenAsync(Stream stream, FfmpegOptions options, string found, CancellationToken cancellationToken) =>
        OpenAsync(FfmpegArguments.Pipe, stream, options, found, cancellationToken);

    /// <summary>Lets ffmpeg read a file, which it can do in any order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stream">The file once more; it belongs to the returned object, and to the caller if this method throws.</param>
    /// <param name="options">Which program it is.</param>
    /// <param name="found">What the file is, as a sentence.</param>
    /// <param name="cancellationToken">Cancels the reading up to where the audio begins, and ends the program.</param>
    public static async Task<PcmAudio> OpenAsync(string path, Stream stream, FfmpegOptions options, string found, CancellationToken cancellationToken)
    {
        var output = new FfmpegStream(Start(path, options, found), stream, isPiped: path == FfmpegArguments.Pipe, found);
        try
        {
            return await WavReader.OpenAsync(output, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await output.StopAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static Process Start(string input, FfmpegOptions options, string found)
    {
        var start = new ProcessStartInfo(options.Program, FfmpegArguments.For(input))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new AudioFormatException($"{found} {HowToInstall}", e);
        }
    }
}
