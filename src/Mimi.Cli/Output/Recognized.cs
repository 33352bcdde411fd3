using Mimi.Client;
using Mimi.Client.Continuous;
using Mimi.Client.Recognition;

namespace Mimi.Cli.Output;

/// <summary>A result of any of the services, as far as it is shown.</summary>
/// <param name="Kind">What the text is.</param>
/// <param name="Text">The text of its segment.</param>
/// <param name="Segment">Which stretch of speech it is the text of: any number of temporary texts, and then a determined one in their place.</param>
/// <param name="Start">Where the text begins in the audio, if that is known.</param>
/// <param name="End">Where it ends, if that is known.</param>
/// <param name="SessionId">The session's id, if the service tells it.</param>
internal sealed record Recognized(RecognizedKind Kind, string Text, long Segment, TimeSpan? Start, TimeSpan? End, string? SessionId)
{
    public static Recognized Of(MimiTranscript text) => new(KindOf(text.Kind), text.Text, text.SegmentId, text.Start, text.End, IdOf(text.Result));

    /// <param name="result">All that was said.</param>
    /// <param name="start">Where it begins, if the service tells it.</param>
    public static Recognized Whole(MimiTextResult result, TimeSpan? start) => new(RecognizedKind.Final, result.Text, Segment: 1, start, End: null, IdOf(result));

    private static RecognizedKind KindOf(MimiResultKind kind) => kind switch
    {
        MimiResultKind.Temporary => RecognizedKind.Temporary,
        MimiResultKind.Final => RecognizedKind.Final,
        _ => RecognizedKind.Partial, // What is not known to change is kept.
    };

    private static string? IdOf(MimiTextResult result) => result.SessionId.Length == 0 ? null : result.SessionId;
}
