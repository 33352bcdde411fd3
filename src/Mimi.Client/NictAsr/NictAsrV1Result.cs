using Mimi.Client.Recognition;

namespace Mimi.Client.NictAsr;

/// <summary>The result of mimi ASR powered by NICT, version 1: always the final one.</summary>
public sealed class NictAsrV1Result : MimiTextResult
{
    /// <summary>Gets the recognized words, in order, without the marks of the end of sentence and utterance.</summary>
    public IReadOnlyList<NictAsrV1Word> Words { get; init; } = [];
}
