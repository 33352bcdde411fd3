using Mimi.Cli.Capture;

namespace Mimi.Cli.Commands;

/// <summary>What the user asked <c>mimi listen</c> for.</summary>
/// <param name="Recognition">Who recognises, and how.</param>
/// <param name="Capture">What is listened to.</param>
/// <param name="Output">The file to write, or <see langword="null"/>.</param>
/// <param name="Format">The file's format, one of <see cref="FormatNames"/>.</param>
internal sealed record ListenOptions(RecognitionOptions Recognition, CaptureChoice Capture, string? Output, string Format);
