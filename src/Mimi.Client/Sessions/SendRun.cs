namespace Mimi.Client.Sessions;

/// <summary>A stretch of a batch: audio that belongs together, or one command.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where in the batch it begins.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Position">Where in the user's audio it begins, in bytes.</param>
internal readonly record struct SendRun(SendKind Kind, int Start, int Length, long Position)
{
    /// <summary>Gets the run without its first <paramref name="count"/> bytes.</summary>
    public SendRun From(int count) => new(Kind, Start + count, Length - count, Position + count);
}
