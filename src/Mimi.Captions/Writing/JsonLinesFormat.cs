using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mimi.Captions.Writing;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesFormat() : CaptionFormat("JSON Lines", ".jsonl", "application/x-ndjson")
{
    /// <summary>Japanese stays readable. What this encoder leaves alone matters in HTML only.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private protected override string Write(Caption caption, long number)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("start_ms", (long)caption.Start.TotalMilliseconds);
            json.WriteNumber("end_ms", (long)caption.End.TotalMilliseconds);
            json.WriteString("text", caption.Text);
            json.WriteStartArray("lines");
            foreach (string text in caption.Lines)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.WrittenSpan) + "\n";
    }
}
