using Mimi.Client.Continuous;

namespace Mimi.Client.Asr;

/// <summary>Understands mimi ASR: each result is the whole hypothesis, and the final one is the text.</summary>
internal sealed class AsrResultMapper : ResultMapper<MimiAsrResult>
{
    public override void Map(MimiAsrResult result, List<ResultPiece> pieces) => pieces.Add(new(
        result.Kind,
        result.Text,
        result.Segments.Count > 0 ? result.Segments[0].Start : null,
        result.Segments.Count > 0 ? result.Segments[^1].End : null,
        result));
}
