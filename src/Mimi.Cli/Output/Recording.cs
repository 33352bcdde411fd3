namespace Mimi.Cli.Output;

/// <summary>A recording that is recognised.</summary>
/// <param name="Name">Its file, as the user wrote it.</param>
/// <param name="Label">What is put in front of its text, if there are several.</param>
/// <param name="Duration">How long it should last, if that is known.</param>
/// <param name="Separator">What stands between two pieces of its text.</param>
internal sealed record Recording(string Name, string Label, TimeSpan? Duration, string Separator);
