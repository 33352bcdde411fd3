using Mimi.Proof.Hanging;

namespace Mimi.Proof.Fuzzing;

/// <summary>What is fuzzed. Cases run at once on several workers and share nothing that changes.</summary>
internal abstract class FuzzTarget : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>Plays one case.</summary>
    /// <param name="random">Decides everything in it.</param>
    /// <param name="operation">Is told how far the case is, in case it hangs.</param>
    /// <returns>In one or two words, how it ended.</returns>
    /// <exception cref="FuzzViolationException">Something was wrong. So is any other exception.</exception>
    public abstract Task<string> RunAsync(FuzzRandom random, Operation operation);

    /// <summary>Checks once more when all cases are over.</summary>
    public virtual Task CheckAtEndAsync() => Task.CompletedTask;

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
