using Mimi.Client.Recognition;

namespace Mimi.Client.NictAsr;

/// <summary>A result of mimi ASR powered by NICT, version 2. The texts of the partial results and of the final one, in order, are the whole; a temporary result is a hypothesis of what follows them.</summary>
public sealed class NictAsrV2Result : MimiTextResult
{
    /// <summary>Gets the pieces of the result. The service has been seen to send exactly one.</summary>
    public IReadOnlyList<NictAsrV2Segment> Segments { get; init; } = [];
}
