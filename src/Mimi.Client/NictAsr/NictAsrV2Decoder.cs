using Mimi.Client.Recognition;
using Mimi.Client.Serialization;

namespace Mimi.Client.NictAsr;

/// <summary>Reads the results of version 2.</summary>
internal static class NictAsrV2Decoder
{
    /// <summary>How far apart partial results may be that no temporary ones come between: a sentence can be long. A number of ours.</summary>
    private static readonly TimeSpan LongSentence = TimeSpan.FromSeconds(15);

    public static MessageDecoder<NictAsrV2Result> Create(NictAsrV2Options options)
    {
        string separator = TextJoin.SeparatorOf(options.Language.Code);
        return RecognitionDecoder.OfEntries(new NictAsrV2SegmentReader().Read, options.KeepRawJson, envelope => new NictAsrV2Result
        {
            Type = envelope.Type,
            SessionId = envelope.SessionId,
            Status = envelope.Status,
            Kind = KindOf(envelope.Status, envelope.Response),
            Segments = envelope.Response,
            Text = TextJoin.Join(envelope.Response, static segment => segment.Text, separator),
            RawJson = envelope.RawJson,
        },
        interimInterval: InterimInterval(options));
    }

    private static TimeSpan? InterimInterval(NictAsrV2Options options) =>
        options.Temporary ? options.TemporaryInterval : options.Progressive ? LongSentence : null;

    private static MimiResultKind KindOf(MimiRecognitionStatus status, NictAsrV2Segment[] segments) =>
        status == MimiRecognitionStatus.InProgress && Array.Exists(segments, static segment => segment.IsDetermined) ? MimiResultKind.Partial : status.ToKind();
}
