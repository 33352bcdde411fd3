using System.Text.Json;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;

namespace Mimi.Client.Emotion;

/// <summary>Reads the results of emotion recognition, whose <c>response</c> is an object with <c>scores</c>.</summary>
internal static class EmotionDecoder
{
    public static MessageDecoder<MimiEmotionResult> Create(MimiEmotionOptions options) => RecognitionDecoder.Create(
        new EnvelopeReader<MimiEmotionScores>(ReadResponse, MimiEmotionScores.None, options.KeepRawJson),
        static envelope => new MimiEmotionResult
        {
            Type = envelope.Type,
            SessionId = envelope.SessionId,
            Status = envelope.Status,
            Kind = envelope.Status.ToKind(),
            Scores = envelope.Response,
            RawJson = envelope.RawJson,
        });

    private static MimiEmotionScores ReadResponse(ref Utf8JsonReader json)
    {
        MimiEmotionScores scores = MimiEmotionScores.None;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return json.SkipValue(scores);
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueTextEquals("scores"u8))
            {
                json.Read();
                scores = ReadScores(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return scores;
    }

    private static MimiEmotionScores ReadScores(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return json.SkipValue(MimiEmotionScores.None);
        }

        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            string emotion = json.GetString()!;
            json.Read();
            if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out double score) && double.IsFinite(score))
            {
                scores[emotion] = score;
            }
            else
            {
                json.Skip();
            }
        }

        return new(scores);
    }
}
