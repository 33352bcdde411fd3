using System.Runtime.CompilerServices;

namespace Mimi.Captions;

/// <summary>Captions from a stream of speech.</summary>
public static class CaptionStreams
{
    /// <summary>Makes captions from the final pieces of a stream, as <see cref="CaptionBuilder"/> does.</summary>
    /// <param name="pieces">The pieces. Hypotheses among them are left out.</param>
    /// <param name="style">How captions look and how long they stand.</param>
    /// <param name="holdLast">Whether a piece's captions wait for the next piece: see the constructor of <see cref="CaptionBuilder"/>.</param>
    /// <param name="cancellationToken">Cancels waiting for the next piece.</param>
    /// <returns>The captions, each as soon as it is determined.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IAsyncEnumerable<Caption> ToCaptionsAsync(this IAsyncEnumerable<CaptionPiece> pieces, CaptionStyle style, bool holdLast = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return BuildAsync(pieces, new CaptionBuilder(style, holdLast), cancellationToken);
    }

    private static async IAsyncEnumerable<Caption> BuildAsync(IAsyncEnumerable<CaptionPiece> pieces, CaptionBuilder builder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (CaptionPiece piece in pieces.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (Caption caption in builder.Add(piece))
            {
                yield return caption;
            }
        }

        foreach (Caption caption in builder.Complete())
        {
            yield return caption;
        }
    }
}
