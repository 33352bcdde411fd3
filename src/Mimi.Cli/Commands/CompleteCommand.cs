using System.CommandLine;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi complete -- WORDS</c>: what the last of the words may become. The scripts of <see cref="CompletionCommand"/> ask it.</summary>
internal static class CompleteCommand
{
    /// <summary>What stands for a word that is no option and no command: it has no quotes to be understood wrongly, and its value does not matter.</summary>
    private const string SomeValue = "x";

    public static Command Create(RootCommand root, CliEnvironment environment)
    {
        var words = new Argument<string[]>("word") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("complete", "Tells what a word may become; for the scripts of mimi completion.") { words };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (string found in Find(root, parsed.GetValue(words) ?? []))
            {
                environment.Out.WriteLine(found);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Find(RootCommand root, string[] words)
    {
        string last = words.Length == 0 || words[^1] == "=" ? string.Empty : words[^1]; // bash gives the sign in --output=srt as a word of its own,
        int sign = last.StartsWith("--", StringComparison.Ordinal) ? last.IndexOf('=', StringComparison.Ordinal) : -1;
        return sign < 0 ? Find(root, words.SkipLast(1), last)
            : Find(root, words.SkipLast(1).Append(last[..sign]), last[(sign + 1)..]).Select(value => last[..(sign + 1)] + value); // and the others as a part of one.
    }

    private static IEnumerable<string> Find(RootCommand root, IEnumerable<string> words, string last)
    {
        string line = string.Concat(words.Where(static word => word != "=").Select(static word => (word.All(IsPlain) ? word : SomeValue) + " ")) + last;
        return root.Parse(line).GetCompletions(line.Length)
            .Select(static item => item.Label)
            .Where(label => label.StartsWith(last, StringComparison.Ordinal) && (!IsOption(label) || last.StartsWith('-')))
            .Distinct()
            .Order(StringComparer.Ordinal);
    }

    /// <summary>/h and /? are options, too.</summary>
    private static bool IsOption(string label) => label[0] is '-' or '/';

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.';
}
