namespace Mimi.Cli.Commands;

/// <summary>Which mimi to examine.</summary>
/// <param name="Url">The full address of the recognition service, or <see langword="null"/> for mimi's own with credentials and the local one without.</param>
/// <param name="TokenService">The address of the token service, or <see langword="null"/> for mimi's own.</param>
/// <param name="Language">The language of the one recognition, or <see langword="null"/> for English with the local mimi and Japanese with any other.</param>
internal sealed record DoctorOptions(Uri? Url, Uri? TokenService, string? Language);
