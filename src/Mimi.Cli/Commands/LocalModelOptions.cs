namespace Mimi.Cli.Commands;

/// <summary>Which models the local mimi recognises with.</summary>
/// <param name="Model">The size of the embedded model: <c>tiny</c> or <c>base</c>.</param>
/// <param name="ModelsFile">A JSON file that names further models, or <see langword="null"/>.</param>
internal sealed record LocalModelOptions(string Model, string? ModelsFile)
{
    public const string Tiny = "tiny";
    public const string Base = "base";
}
