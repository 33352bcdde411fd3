using Mimi.Audio;
using Mimi.Audio.Wav;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;

namespace Mimi.Cli.Input;

/// <summary>Opens what the user named.</summary>
internal static class AudioInput
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Opens a file or standard input.</summary>
    /// <param name="name">A path, or <see cref="StandardInput"/>.</param>
    /// <param name="raw">The format of headerless audio, or <see langword="null"/> for a WAV file.</param>
    /// <param name="environment">Where standard input and the wish to stop come from.</param>
    public static async Task<PcmAudio> OpenAsync(string name, PcmFormat? raw, CliEnvironment environment)
    {
        Stream stream = name == StandardInput
            ? new StandardInputStream(environment.OpenStandardInput(), environment.Stop.Requested)
            : OpenFile(name);
        try
        {
            if (raw is { } format)
            {
                return new(format, stream, stream.CanSeek ? stream.Length : null);
            }

            PcmAudio audio = await WavReader.OpenAsync(stream, environment.Stop.Forced).ConfigureAwait(false);
            return Fits(audio.Format) ? audio : throw Unfit(audio.Format);
        }
        catch (Exception e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            environment.Stop.Requested.ThrowIfCancellationRequested();
            throw Describe(e, name);
        }
    }

    /// <summary>The limits of <see cref="Client.MimiAudioFormat"/>.</summary>
    private static bool Fits(PcmFormat format) => format is { SampleRate: >= 8_000 and <= 192_000, Channels: <= 8 };

    private static AudioFormatException Unfit(PcmFormat format) => new(
        $"This WAV file has {format.SampleRate} Hz and {format.Channels} channels; mimi takes 8000 to 192000 Hz and up to 8. ffmpeg makes it fit: ffmpeg -i in -ar 16000 -ac 1 -c:a pcm_s16le out.wav");

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 65_536, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(ExitCode.NoInput, $"{path}: {WhyNot(e, path)}", e);
        }
    }

    private static string WhyNot(Exception e, string path) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
        _ when Directory.Exists(path) => "this is a folder; name the files in it.",
        UnauthorizedAccessException => "you may not read this file.",
        _ => Printable.Line(e.Message),
    };

    private static Exception Describe(Exception e, string name) => e switch
    {
        AudioFormatException => new CliException(ExitCode.UnreadableInput, $"{name}: {e.Message}", e),
        IOException => new CliException(ExitCode.InputOutput, $"{name}: {e.Message}", e),
        _ => e,
    };
}
