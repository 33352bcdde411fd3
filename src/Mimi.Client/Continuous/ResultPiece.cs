using Mimi.Client.Recognition;

namespace Mimi.Client.Continuous;

/// <summary>What a service's result says, in the words of all of them.</summary>
/// <param name="Kind">A partial piece has its end; a final one closes the utterance.</param>
/// <param name="Text">The text.</param>
/// <param name="Start">Where it begins in the connection's audio, if the service says.</param>
/// <param name="End">Where it ends, if the service says.</param>
/// <param name="Result">The service's result.</param>
internal readonly record struct ResultPiece(MimiResultKind Kind, string Text, TimeSpan? Start, TimeSpan? End, MimiTextResult Result);
