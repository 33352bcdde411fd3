using System.CommandLine;
using System.CommandLine.Parsing;
using Mimi.Cli.Input;

namespace Mimi.Cli.Commands;

/// <summary>The options of <c>mimi transcribe</c> that make it write a file for each recording.</summary>
internal sealed class BatchSymbols
{
    private const int DefaultJobs = 2;

    private readonly Option<string?> _output = CliOptions.OptionalChoice(
        "--output", "Writes a file beside each recording instead of text to standard output. What is done already is left out.", FormatNames.Srt, FormatNames.Vtt, FormatNames.Json, FormatNames.Text);

    private readonly Option<string?> _folder = CliOptions.Folder("--output-dir", "The folder for these files. It is made if there is none.");

    private readonly Option<int?> _jobs = CliOptions.Number("--jobs", $"How many recordings are recognised at the same time. Default: {DefaultJobs}.", 1, 32);

    private readonly Option<bool> _force = new("--force") { Description = "Does again what is done already." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_output, _folder, _jobs, _force])
        {
            command.Add(option);
        }
    }

    public BatchOptions? Read(ParseResult parsed) =>
        parsed.GetValue(_output) is { } format ? new(format, parsed.GetValue(_folder), parsed.GetValue(_jobs) ?? DefaultJobs, parsed.GetValue(_force)) : null;

    /// <param name="result">Takes the errors.</param>
    /// <param name="files">The recordings.</param>
    /// <param name="others">The options that only text on standard output has.</param>
    public void Validate(CommandResult result, IReadOnlyList<string> files, params Option[] others)
    {
        if (RecognitionSymbols.Given(result, _output))
        {
            foreach (Option other in others.Where(other => RecognitionSymbols.Given(result, other)))
            {
                result.AddError($"{other.Name} is for results on standard output; --output writes files.");
            }

            if (files.Contains(AudioInput.StandardInput))
            {
                result.AddError("Standard input (-) has no name for a file: leave out --output, or use mimi captions - -o FILE.");
            }
        }
        else if (((Option[])[_folder, _jobs, _force]).FirstOrDefault(option => RecognitionSymbols.Given(result, option)) is { } lonely)
        {
            result.AddError($"{lonely.Name} goes with --output srt, vtt, json or text.");
        }
    }
}
