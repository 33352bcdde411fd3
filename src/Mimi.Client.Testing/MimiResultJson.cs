using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mimi.Wire;

namespace Mimi.Client.Testing;

/// <summary>Writes results as mimi sends them, for servers that a test plays.</summary>
public static class MimiResultJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a result of mimi ASR: the whole hypothesis so far, word by word (https://mimi.readme.io/docs/asr-websocket-service).</summary>
    /// <param name="words">The words, with readings and times; the last may be the only one.</param>
    /// <param name="isFinal">Whether it is the last result.</param>
    /// <param name="sessionId">The session's id.</param>
    /// <returns>The JSON.</returns>
    public static string Asr(IEnumerable<MimiResultWord> words, bool isFinal, string sessionId)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Write(RecognitionWire.AsrType, isFinal, sessionId, json =>
        {
            foreach (MimiResultWord word in words)
            {
                json.WriteStartObject();
                json.WriteString("result", word.Text);
                json.WriteString("pronunciation", word.Pronunciation);
                json.WriteStartArray("time");
                json.WriteNumberValue((long)word.Start.TotalMilliseconds);
                json.WriteNumberValue((long)word.End.TotalMilliseconds);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        });
    }

    /// <summary>Writes the one result of NICT's recognizer in the first format: eight columns a word, and two sentinels at the end.</summary>
    /// <param name="words">The words; their times do not appear in this format.</param>
    /// <param name="sessionId">The session's id.</param>
    /// <returns>The JSON.</returns>
    public static string NictV1(IEnumerable<MimiResultWord> words, string sessionId)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Write(RecognitionWire.NictV1Type, isFinal: true, sessionId, json =>
        {
            string[] sentinels = [$"|||{RecognitionWire.SentenceSentinel}||||", $"|||{RecognitionWire.UtteranceSentinel}||||"];
            foreach (string columns in words.Select(static word => $"{word.Text}|{word.Pronunciation}|{word.Text}|||||").Concat(sentinels))
            {
                json.WriteStartObject();
                json.WriteString("result", columns);
                json.WriteEndObject();
            }
        });
    }

    /// <summary>Writes a result of NICT's recognizer in the second format.</summary>
    /// <param name="text">The text of this piece.</param>
    /// <param name="kind">Temporary, partial or final.</param>
    /// <param name="start">Where the piece begins.</param>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="words">The words of the text; <see langword="null"/> for the text as one word.</param>
    /// <returns>The JSON.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of the three.</exception>
    public static string NictV2(string text, MimiResultKind kind, TimeSpan start, string sessionId, IEnumerable<string>? words = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (kind is not (MimiResultKind.Temporary or MimiResultKind.Partial or MimiResultKind.Final))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "A result is temporary, partial or final.");
        }

        return Write(RecognitionWire.NictV2Type, kind == MimiResultKind.Final, sessionId, json =>
        {
            json.WriteStartObject();
            json.WriteString("result", text);
            json.WriteStartArray("words");
            foreach (string word in words ?? (text.Length == 0 ? [] : [text]))
            {
                json.WriteStringValue(word);
            }

            json.WriteEndArray();
            json.WriteBoolean("determined", kind != MimiResultKind.Temporary);
            json.WriteNumber("time", (long)start.TotalMilliseconds);
            json.WriteEndObject();
        });
    }

    private static string Write(string type, bool isFinal, string sessionId, Action<Utf8JsonWriter> writeEntries)
    {
        ArgumentNullException.ThrowIfNull(sessionId);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("session_id", sessionId);
            json.WriteString("status", isFinal ? RecognitionWire.Finished : RecognitionWire.InProgress);
            json.WriteStartArray("response");
            writeEntries(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
