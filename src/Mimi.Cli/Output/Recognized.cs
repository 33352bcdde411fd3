namespace Mimi.Cli.Output;

/// <summary>A result of any of the services, as far as it is shown.</summary>
/// <param name="Kind">What the text is.</param>
/// <param name="Text">For a temporary result what follows the text determined so far, for the others what is added to it.</param>
/// <param name="Start">Where the text begins in the audio, if the service tells it.</param>
/// <param name="SessionId">The session's id, if the service tells it.</param>
internal sealed record Recognized(RecognizedKind Kind, string Text, TimeSpan? Start, string? SessionId);
