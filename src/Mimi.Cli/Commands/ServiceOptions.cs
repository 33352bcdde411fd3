namespace Mimi.Cli.Commands;

/// <summary>Which mimi to go to.</summary>
/// <param name="Url">The full address of the service, or <see langword="null"/> for mimi's own with credentials and the local one without.</param>
/// <param name="TokenService">The address of the token service, or <see langword="null"/> for mimi's own.</param>
/// <param name="ScenarioFile">What a local mimi answers, or <see langword="null"/>.</param>
internal sealed record ServiceOptions(Uri? Url, Uri? TokenService, string? ScenarioFile);
