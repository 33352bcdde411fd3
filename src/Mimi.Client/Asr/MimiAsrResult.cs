using Mimi.Client.Recognition;

namespace Mimi.Client.Asr;

/// <summary>A result of mimi ASR. A temporary one holds the whole hypothesis so far, whose words may still change.</summary>
public sealed class MimiAsrResult : MimiTextResult
{
    /// <summary>Gets the recognized words, in order.</summary>
    public IReadOnlyList<MimiAsrSegment> Segments { get; init; } = [];
}
