using System.CommandLine;
using Mimi.Audio;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi record</c>: what its command line looks like.</summary>
internal static class RecordCommand
{
    public const string Details = """
        Examples:
          mimi record memo.wav
          mimi record 会議.flac --rate 48000 --channels 2
          mimi record call.flac --loopback --duration 60

        A name that ends with .flac makes a FLAC file, any other a WAV file; - is standard output. Ctrl-C ends the recording.
        The file is valid at every moment, even if the command is killed.

        """;

    public static Command Create(CliEnvironment environment)
    {
        var file = new Argument<string>("file") { Description = "The file to write; one that exists is replaced." };
        Option<int?> rate = CliOptions.Number("--rate", "The sampling rate. Default: 16000.", 8_000, 192_000);
        Option<int?> channels = CliOptions.Number("--channels", "The number of channels. Default: 1.", 1, 2);
        Option<double?> duration = CliOptions.Number("--duration", "Ends after N seconds.", 0.1, 864_000);
        var capture = new CaptureSymbols();
        var command = new Command("record", "Records what a microphone hears, or what the computer plays.") { file, rate, channels, duration };
        capture.AddTo(command);
        command.Validators.Add(result => InputFiles.Validate(result, result.GetValue(file) is { } name ? [name] : []));
        command.SetAction((parsed, _) => new RecordRun(
            parsed.GetRequiredValue(file),
            new PcmFormat(parsed.GetValue(rate) ?? 16_000, parsed.GetValue(channels) ?? 1),
            parsed.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            capture.Read(parsed),
            environment).RunAsync());
        return command;
    }
}
