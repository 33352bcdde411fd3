using System.Text.Json;
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
        return RecognitionDecoder.OfEntries(ReadSegment, options.KeepRawJson, envelope => new NictAsrV2Result
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

    private static NictAsrV2Segment ReadSegment(ref Utf8JsonReader json)
    {
        (string text, string[] words, bool isDetermined, TimeSpan start) = ("", [], false, default);
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueTextEquals("result"u8))
            {
                text = json.ReadString();
            }
            else if (json.ValueTextEquals("words"u8))
            {
                words = ReadWords(ref json);
            }
            else if (json.ValueTextEquals("determined"u8))
            {
                isDetermined = ReadBoolean(ref json);
            }
            else if (json.ValueTextEquals("time"u8))
            {
                json.Read();
                start = json.GetMilliseconds();
            }
            else
            {
                json.Skip();
            }
        }

        return new(text, words, isDetermined, start);
    }

    private static string[] ReadWords(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return json.SkipValue<string[]>([]);
        }

        var words = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String)
            {
                words.Add(json.GetString()!);
            }
            else
            {
                json.Skip();
            }
        }

        return [.. words];
    }

    /// <summary>Reads a boolean, also one in quotes, as one of the vendor's models has it.</summary>
    private static bool ReadBoolean(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.String => json.ValueTextEquals("true"u8) || json.ValueTextEquals("True"u8),
            _ => json.SkipValue(false),
        };
    }
}
