using Mimi.Audio;
using Mimi.Audio.Conversion;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;

namespace Mimi.Cli.Input;

/// <summary>Opens what the user named.</summary>
internal static class AudioInput
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    private const int TelephoneSampleRate = 8_000;

    private static readonly PcmTarget Telephone = new() { SampleRate = TelephoneSampleRate, Channels = PcmChannels.Mono };

    /// <summary>Opens a file or standard input as one channel of 16 kHz, or of 8 kHz if it has no more.</summary>
    /// <param name="name">A path, or <see cref="StandardInput"/>.</param>
    /// <param name="raw">The format of headerless audio, or <see langword="null"/> for a file that says what it is.</param>
    /// <param name="environment">Where standard input and the wish to stop come from.</param>
    public static async Task<PcmAudio> OpenAsync(string name, PcmFormat? raw, CliEnvironment environment)
    {
        var options = new AudioFileOptions { Raw = raw };
        try
        {
            PcmAudio audio = await OpenAsync(name, options, environment).ConfigureAwait(false);
            return audio.ConvertTo(audio.Format.SampleRate == TelephoneSampleRate ? Telephone : PcmTarget.Speech);
        }
        catch (Exception e)
        {
            environment.Stop.Requested.ThrowIfCancellationRequested();
            throw Describe(e, name);
        }
    }

    /// <summary>Puts what can go wrong while a recording is read into a line for the user.</summary>
    public static Exception Describe(Exception e, string name) => e switch
    {
        AudioFormatException => new CliException(ExitCode.UnreadableInput, $"{name}: {e.Message}", e),
        FileNotFoundException or DirectoryNotFoundException => new CliException(ExitCode.NoInput, $"{name}: there is no such file.", e),
        UnauthorizedAccessException when Directory.Exists(name) => new CliException(ExitCode.NoInput, $"{name}: this is a folder; name the files in it.", e),
        UnauthorizedAccessException => new CliException(ExitCode.NoInput, $"{name}: you may not read this file.", e),
        PathTooLongException or ArgumentException or NotSupportedException => new CliException(ExitCode.NoInput, $"{name}: {Printable.Line(e.Message)}", e),
        IOException => new CliException(ExitCode.InputOutput, $"{name}: {Printable.Line(e.Message)}", e),
        _ => e,
    };

    private static async Task<PcmAudio> OpenAsync(string name, AudioFileOptions options, CliEnvironment environment)
    {
        Stream stream = await NamedInput.OpenAsync(name, environment).ConfigureAwait(false);
        if (stream.CanSeek)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            return await AudioFile.OpenAsync(name, options, environment.Stop.Forced).ConfigureAwait(false); // By its name: ffmpeg reads a file in any order.
        }

        try
        {
            return await AudioFile.OpenAsync(stream, options, environment.Stop.Forced).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
