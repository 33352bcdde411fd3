using System.CommandLine;
using System.CommandLine.Help;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;

namespace Mimi.Cli.Commands;

/// <summary>The command <c>mimi</c> itself: finds the subcommand, and turns whatever goes wrong into a line and an exit code.</summary>
internal static class MimiCommand
{
    /// <summary>A name that begins with @ is a file like any other, not a list of arguments.</summary>
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, CliEnvironment environment)
    {
        RootCommand root = Create(environment);
        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args, Parser);
        if (parsed.Errors.Count > 0 && parsed.Action is not DetailedHelp)
        {
            string errors = Printable.Line(string.Join(' ', parsed.Errors.Select(static error => error.Message)));
            environment.Error.WriteLine($"mimi: {errors} See {NameOf(parsed.CommandResult.Command)} --help.");
            return ExitCode.Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = args.Length == 0 ? environment.Error : environment.Out,
                Error = environment.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // ProcessSignals sees to it.
            };
            int exitCode = await parsed.InvokeAsync(invocation, CancellationToken.None).ConfigureAwait(false);
            return args.Length == 0 ? ExitCode.Usage : exitCode;
        }
        catch (Exception e)
        {
            return Report(e, environment);
        }
    }

    /// <summary>Writes the line of a failure, if it has one.</summary>
    /// <returns>Its exit code.</returns>
    public static int Report(Exception exception, CliEnvironment environment)
    {
        ErrorReport report = ErrorReport.Of(exception);
        if (report.Line.Length > 0)
        {
            environment.Error.WriteLine($"mimi: {report.Line}");
        }

        return report.ExitCode;
    }

    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{NameOf(parent)} {command.Name}" : "mimi";

    private static RootCommand Create(CliEnvironment environment)
    {
        var root = new RootCommand("Speaks to mimi, the voice platform, or to a mimi on this machine.");
        (Command Command, string Details)[] commands =
        [
            (TranscribeCommand.Create(environment), TranscribeCommand.Details),
            (ListenCommand.Create(environment), ListenCommand.Details),
            (CaptionsCommand.Create(environment), CaptionsCommand.Details),
            (RecordCommand.Create(environment), RecordCommand.Details),
            (DevicesCommand.Create(environment), DevicesCommand.Details),
            (SpeakCommand.Create(environment), SpeakCommand.Details),
            (TranslateCommand.Create(environment), TranslateCommand.Details),
            (EmotionCommand.Create(environment), EmotionCommand.Details),
            (TokenCommand.Create(environment), TokenCommand.Details),
            (DoctorCommand.Create(environment), DoctorCommand.Details),
            (ServeCommand.Create(environment), ServeCommand.Details),
            (CompletionCommand.Create(environment), CompletionCommand.Details),
            (CompleteCommand.Create(root, environment), CompletionCommand.Details),
        ];
        var details = new Dictionary<Command, string> { [root] = ExitCode.Help };
        foreach ((Command command, string text) in commands)
        {
            root.Add(command);
            foreach (Command helped in command.Subcommands.Prepend(command))
            {
                details[helped] = text + Environment.NewLine + ExitCode.Help;
            }
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new DetailedHelp((HelpAction)help.Action!, details);
        return root;
    }
}
