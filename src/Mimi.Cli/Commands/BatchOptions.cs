namespace Mimi.Cli.Commands;

/// <summary>How a file is written for each recording.</summary>
/// <param name="Format">One of <see cref="FormatNames"/>.</param>
/// <param name="Folder">Where to, or <see langword="null"/> for beside each recording.</param>
/// <param name="Jobs">How many recordings are recognised at the same time.</param>
/// <param name="Force">Whether those are done again that are done.</param>
internal sealed record BatchOptions(string Format, string? Folder, int Jobs, bool Force);
