using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mimi.Cli.Output;

/// <summary>Writes a JSON object in one line.</summary>
internal static class JsonLine
{
    /// <summary>Japanese stays readable. What this encoder leaves alone matters in HTML only.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="writeMembers">Writes what is in the object.</param>
    public static string Write(Action<Utf8JsonWriter> writeMembers)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    /// <summary>Writes a time in whole milliseconds, or <c>null</c>.</summary>
    public static void WriteTime(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } known)
        {
            json.WriteNumber(name, (long)known.TotalMilliseconds);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
