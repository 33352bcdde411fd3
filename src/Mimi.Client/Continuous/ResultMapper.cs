using Mimi.Client.Recognition;

namespace Mimi.Client.Continuous;

/// <summary>Understands the results of one connection to one service.</summary>
internal abstract class ResultMapper<TResult>
    where TResult : MimiTextResult
{
    /// <summary>Adds what a result says to <paramref name="pieces"/>, in order.</summary>
    public abstract void Map(TResult result, List<ResultPiece> pieces);
}
