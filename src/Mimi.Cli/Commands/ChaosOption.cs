using Mimi.Chaos;
using Mimi.Cli.Errors;
using Mimi.Cli.Output;
using Mimi.Cli.Recognition;

namespace Mimi.Cli.Commands;

/// <summary>Reads <c>--chaos</c>: a plan of faults, or a file with one.</summary>
internal static class ChaosOption
{
    private const string Name = "--chaos";
    private const char FileMark = '@';

    public static ChaosPlan? Read(string? value)
    {
        if (value is not null && value.StartsWith(FileMark))
        {
            if (string.IsNullOrWhiteSpace(value[1..]))
            {
                throw new CliException(ExitCode.Usage, $"{Name} {FileMark}: the name of a file is needed behind the {FileMark}.");
            }

            return ServerFiles.Load(Name, value[1..], static path => Parse(File.ReadAllText(path), static (message, e) => new InvalidDataException(message, e)));
        }

        return value is null ? null : Parse(value, static (message, e) => new CliException(ExitCode.Usage, $"{Name}: {Printable.Line(message)}", e));
    }

    private static ChaosPlan Parse(string text, Func<string, Exception, Exception> wrong)
    {
        try
        {
            return ChaosPlan.Parse(text);
        }
        catch (FormatException e)
        {
            throw wrong(e.Message, e);
        }
    }
}
