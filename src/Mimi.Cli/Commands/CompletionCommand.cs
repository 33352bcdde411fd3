using System.CommandLine;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi completion</c>: the scripts that let shells complete the command.</summary>
internal static class CompletionCommand
{
    public const string Details = """
        bash:  source <(mimi completion bash)                                      in ~/.bashrc
        zsh:   source <(mimi completion zsh)                                       in ~/.zshrc, after compinit
        fish:  mimi completion fish > ~/.config/fish/completions/mimi.fish         once

        """;

    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Command Create(CliEnvironment environment)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish.", HelpName = string.Join('|', Shells) };
        shell.CompletionSources.Add(Shells);
        shell.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Shells.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
            {
                result.AddError($"{result.Tokens[0].Value}: choose bash, zsh or fish.");
            }
        });
        var command = new Command("completion", "Writes a script that completes the command in a shell.") { shell };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(shell), environment));
        return command;
    }

    private static int Write(string shell, CliEnvironment environment)
    {
        using Stream script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"mimi.{shell}")!;
        using var reader = new StreamReader(script);
        environment.Out.Write(reader.ReadToEnd());
        environment.Out.Flush();
        return ExitCode.Done;
    }
}
