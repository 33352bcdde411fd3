using Mimi.Client.Continuous;

namespace Mimi.Client.NictAsr;

/// <summary>Understands version 1: one result, without times.</summary>
internal sealed class NictAsrV1ResultMapper : ResultMapper<NictAsrV1Result>
{
    public override void Map(NictAsrV1Result result, List<ResultPiece> pieces) => pieces.Add(new(result.Kind, result.Text, null, null, result));
}
