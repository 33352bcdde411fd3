using System.Text.Json;
using Mimi.Wire;

namespace Mimi.Server.Recognition.Replies;

/// <summary>Writes for NICT's recogniser, first format: one message at the end, eight columns for each word.</summary>
internal sealed class NictV1Reply(Guid sessionId, string language) : RecognitionReply(RecognitionWire.NictV1Type, sessionId, language)
{
    private const char Column = '|';
    private const char FullWidthColumn = '｜'; // What a bar in the text becomes, so that the columns stay eight.

    protected override void WriteResponse(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (string word in Transcript.Finals.SelectMany(segment => Writing.Words(segment.Text.Replace(Column, FullWidthColumn))))
        {
            // Surface, pronunciation, lemma; no part of speech is known here.
            WriteEntry(json, $"{word}|{Writing.Pronunciation(word)}|{word}|||||");
        }

        WriteEntry(json, $"|||{RecognitionWire.SentenceSentinel}||||");
        WriteEntry(json, $"|||{RecognitionWire.UtteranceSentinel}||||");
        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, string columns)
    {
        json.WriteStartObject();
        json.WriteString("result"u8, columns);
        json.WriteEndObject();
    }
}
