using System.Text.Json;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;

namespace Mimi.Client.GoogleAsr;

/// <summary>Reads the results of Google's recognizer: like those of mimi ASR, each entry has a <c>result</c>.</summary>
internal static class GoogleAsrDecoder
{
    public static MessageDecoder<GoogleAsrResult> Create(GoogleAsrOptions options)
    {
        string separator = TextJoin.SeparatorOf(options.Language.Code);
        return RecognitionDecoder.Create(RawResponse.CreateReader(options.KeepRawJson), envelope =>
        {
            string[] texts = ReadTexts(envelope.Response);
            return new GoogleAsrResult
            {
                Type = envelope.Type,
                SessionId = envelope.SessionId,
                Status = envelope.Status,
                Kind = envelope.Status.ToKind(),
                Texts = texts,
                Text = TextJoin.Join(texts, static text => text, separator),
                Response = envelope.Response,
                RawJson = envelope.RawJson,
            };
        },
        interimInterval: TimeSpan.Zero);
    }

    private static string[] ReadTexts(JsonElement? response) =>
        response is { ValueKind: JsonValueKind.Array } entries
            ? [.. entries.EnumerateArray().Select(static entry => entry.GetStringOrNull("result")).OfType<string>()]
            : [];
}
