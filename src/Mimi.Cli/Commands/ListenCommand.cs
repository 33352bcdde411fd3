using System.CommandLine;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi listen</c>: what its command line looks like.</summary>
internal static class ListenCommand
{
    public const string Details = """
        Examples:
          mimi listen --language en
          mimi listen --loopback --output 会議.srt
          MIMI_TOKEN=… mimi listen --output talk.jsonl --format json

        On a terminal the words appear as they are spoken: bold what stays, pale what may change, and below a level meter and
        the state of the connection. Elsewhere each sentence is a line. The file of --output is valid at every moment.
        Without --url and credentials a local mimi is started for the time of the command and does the work.
        Ctrl-C ends the audio and waits for the last words; pressed again, it ends the command at once.

        """ + LoginSymbols.Details;

    public static Command Create(CliEnvironment environment)
    {
        var recognition = new RecognitionSymbols();
        var capture = new CaptureSymbols();
        Option<string?> output = CliOptions.File("--output", "Writes captions or text into this file, too; one that exists is replaced.", "-o");
        Option<string?> format = CliOptions.OptionalChoice(
            "--format", "The format of this file. Default: what its name tells, or else text.", FormatNames.Srt, FormatNames.Vtt, FormatNames.Json, FormatNames.Text);
        var command = new Command("listen", "Shows live captions of what a microphone hears, or of what the computer plays.") { output, format };
        capture.AddTo(command);
        recognition.AddTo(command);
        command.Validators.Add(result =>
        {
            if (RecognitionSymbols.Given(result, format) && !RecognitionSymbols.Given(result, output))
            {
                result.AddError("--format goes with --output FILE.");
            }
        });
        command.SetAction((parsed, _) =>
        {
            string? file = parsed.GetValue(output);
            string known = parsed.GetValue(format) ?? FormatNames.OfFile(file ?? string.Empty) ?? FormatNames.Text;
            return new ListenRun(new(recognition.Read(parsed), capture.Read(parsed), file, known), environment).RunAsync();
        });
        return command;
    }
}
