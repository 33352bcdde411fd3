using Mimi.Client.Continuous;

namespace Mimi.Captions.Results;

/// <summary>Turns what a continuous session tells into pieces for captions.</summary>
public static class ContinuousPieces
{
    /// <summary>Makes a piece of a text. Segments, times and kinds are those of the session, whatever connection they came from.</summary>
    /// <param name="transcript">The text.</param>
    /// <returns>The piece; it is final if the text is determined.</returns>
    public static CaptionPiece ToCaptionPiece(this MimiTranscript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        return new(transcript.SegmentId, transcript.IsDetermined, transcript.Text, transcript.Start, transcript.End);
    }
}
