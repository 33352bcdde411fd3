using System.CommandLine.Parsing;
using Mimi.Cli.Input;

namespace Mimi.Cli.Commands;

/// <summary>Looks at the names of files on a command line.</summary>
internal static class InputFiles
{
    public static void Validate(CommandResult result, IReadOnlyList<string> files)
    {
        if (files.FirstOrDefault(static file => file.Length > 1 && file[0] == '-') is { } unknown)
        {
            result.AddError($"There is no option {unknown}. If it is a file, write ./{unknown}.");
        }

        if (files.Any(string.IsNullOrWhiteSpace))
        {
            result.AddError("The name of a file is needed, and one is empty: most likely a variable that is not set.");
        }

        if (files.Count(static file => file == AudioInput.StandardInput) > 1)
        {
            result.AddError("Standard input (-) can be read once only.");
        }
    }
}
