using System.Text.Json;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;

namespace Mimi.Client.NictAsr;

/// <summary>Reads the results of version 1.</summary>
internal static class NictAsrV1Decoder
{
    public static MessageDecoder<NictAsrV1Result> Create(NictAsrV1Options options)
    {
        string separator = TextJoin.SeparatorOf(options.Language.Code);
        return RecognitionDecoder.OfEntries(ReadWord, options.KeepRawJson, envelope =>
        {
            NictAsrV1Word[] words = [.. envelope.Response.Where(static word => !word.IsSentinel)];
            return new NictAsrV1Result
            {
                Type = envelope.Type,
                SessionId = envelope.SessionId,
                Status = envelope.Status,
                Kind = envelope.Status.ToKind(),
                Words = words,
                Text = TextJoin.Join(words, static word => word.Text, separator),
                RawJson = envelope.RawJson,
            };
        });
    }

    private static NictAsrV1Word ReadWord(ref Utf8JsonReader json, RepeatedStrings strings)
    {
        string columns = "";
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueTextEquals("result"u8))
            {
                columns = strings.ReadValue(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return NictAsrV1Word.Parse(columns);
    }
}
