using System.CommandLine;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi captions</c>: what its command line looks like.</summary>
internal static class CaptionsCommand
{
    public const string Details = """
        Examples:
          mimi captions talk.mp4 --language en -o talk.srt
          mimi captions 会議.jsonl -o 会議.vtt
          mimi transcribe talk.wav --language en --json | mimi captions - --results --language en > talk.srt

        A file that ends with .json, .jsonl or .ndjson is taken for the results of an earlier run, as transcribe --json and
        --output json write them, and nothing is recognised again. --language also says by which rules lines are broken.
        A file of -o has its own name when it is complete, and .part in its name until then.

        """ + LoginSymbols.Details;

    public static Command Create(CliEnvironment environment)
    {
        var input = new Argument<string>("file") { Description = "A recording, or JSON Lines of an earlier run; - is standard input." };
        var results = new Option<bool>("--results") { Description = "The file is JSON Lines of an earlier run, whatever its name." };
        Option<string?> output = CliOptions.File("--output", "The file to write. Default: standard output.", "-o");
        Option<string?> format = CliOptions.OptionalChoice(
            "--format", "The format. Default: what the name of --output tells, or else srt.", FormatNames.Srt, FormatNames.Vtt, FormatNames.Json, FormatNames.Text);
        var recognition = new RecognitionSymbols();
        var pcm = new RawPcmSymbols();
        var command = new Command("captions", "Makes captions of a recording, or of the results of an earlier run.") { input, output, format, results, pcm.Rate, pcm.Channels };
        recognition.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(input) is not { } file)
            {
                return; // Which is told already.
            }

            InputFiles.Validate(result, [file]);
            pcm.Validate(result, [file]);
            if (result.GetValue(output) is { } path && file != AudioInput.StandardInput && !string.IsNullOrWhiteSpace(file) && !string.IsNullOrWhiteSpace(path) && Path.GetFullPath(path) == Path.GetFullPath(file))
            {
                result.AddError($"{file} would be written over itself.");
            }
        });
        command.SetAction((parsed, _) =>
        {
            string file = parsed.GetRequiredValue(input);
            string? path = parsed.GetValue(output);
            return new CaptionsRun(
                new()
                {
                    Recognition = recognition.Read(parsed),
                    Input = file,
                    IsResults = parsed.GetValue(results) || FormatNames.OfFile(file) == FormatNames.Json,
                    Output = path,
                    Format = parsed.GetValue(format) ?? FormatNames.OfFile(path ?? string.Empty) ?? FormatNames.Srt,
                    Raw = pcm.Read(parsed),
                },
                environment).RunAsync();
        });
        return command;
    }
}
