using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Mimi.Cli.Commands;

/// <summary>The usual help, and below it what a command has to say besides its options.</summary>
internal sealed class DetailedHelp(HelpAction usual, IReadOnlyDictionary<Command, string> details) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = usual.Invoke(parseResult);
        if (details.TryGetValue(parseResult.CommandResult.Command, out string? text))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
        }

        return exitCode;
    }
}
