using System.CommandLine;

namespace Mimi.Cli.Commands;

/// <summary>The options of the local mimi's models, for every command that may start one.</summary>
internal sealed class LocalModelSymbols
{
    public Option<string> Model { get; } = CliOptions.Choice("--model", "The local mimi's English model: fast, or better.", LocalModelOptions.Tiny, LocalModelOptions.Base);

    public Option<string?> ModelsFile { get; } = CliOptions.File("--models", "A JSON file that names the local mimi's models for further languages.");

    public LocalModelOptions Read(ParseResult parsed) => new(parsed.GetRequiredValue(Model), parsed.GetValue(ModelsFile));
}
