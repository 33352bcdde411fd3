using System.Text.Json;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;

namespace Mimi.Client.Asr;

/// <summary>Reads the results of mimi ASR (https://mimi.readme.io/docs/asr-websocket-service). One for each session.</summary>
internal static class AsrDecoder
{
    public static MessageDecoder<MimiAsrResult> Create(MimiAsrOptions options)
    {
        string separator = TextJoin.SeparatorOf(options.Language.Code);
        return RecognitionDecoder.OfEntries(ReadSegment, options.KeepRawJson, envelope => new MimiAsrResult
        {
            Type = envelope.Type,
            SessionId = envelope.SessionId,
            Status = envelope.Status,
            Kind = envelope.Status.ToKind(),
            Segments = envelope.Response,
            Text = TextJoin.Join(envelope.Response, static segment => segment.Text, separator),
            RawJson = envelope.RawJson,
        },
        interimInterval: TimeSpan.Zero,
        reach: static result => result.Segments.Count > 0 ? result.Segments[^1].End : null);
    }

    private static MimiAsrSegment ReadSegment(ref Utf8JsonReader json, RepeatedStrings strings)
    {
        (string text, string pronunciation, TimeSpan start, TimeSpan end) = ("", "", default, default);
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueTextEquals("result"u8))
            {
                text = strings.ReadValue(ref json);
            }
            else if (json.ValueTextEquals("pronunciation"u8))
            {
                pronunciation = strings.ReadValue(ref json);
            }
            else if (json.ValueTextEquals("time"u8))
            {
                (start, end) = ReadTime(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return new(text, pronunciation, start, end);
    }

    /// <summary>Reads <c>[start, end]</c>. Without an end, it is the start.</summary>
    private static (TimeSpan Start, TimeSpan End) ReadTime(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return json.SkipValue((TimeSpan.Zero, TimeSpan.Zero));
        }

        (TimeSpan start, TimeSpan end, int count) = (default, default, 0);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            TimeSpan time = json.GetMilliseconds();
            (start, end, count) = (count == 0 ? time : start, count <= 1 ? time : end, count + 1);
        }

        return (start, end);
    }
}
