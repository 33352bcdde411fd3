using System.Buffers;
using System.Text.Json;
using Mimi.Server.Http;

namespace Mimi.Server.Speakers;

/// <summary>Writes lists of resources: mimi answers with one even where there is a single element.</summary>
internal static class SpeakerJson
{
    public static ReadOnlyMemory<byte> Write(IEnumerable<SpeakerGroup> groups) => WriteArray(groups, static (json, group) =>
    {
        json.WriteString("id"u8, group.Id);
        json.WriteString("name"u8, group.Name);
        json.WriteString("description"u8, group.Description);
    });

    public static ReadOnlyMemory<byte> Write(Speaker speaker) => WriteArray([speaker], static (json, speaker) =>
    {
        json.WriteString("id"u8, speaker.Id);
        json.WriteString("name"u8, speaker.Name);
        json.WriteNumber("lang"u8, speaker.Lang);
        json.WriteNumber("sex"u8, speaker.Sex);
        json.WriteNumber("age"u8, speaker.Age);
    });

    private static ReadOnlyMemory<byte> WriteArray<T>(IEnumerable<T> resources, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonReply.WriterOptions);
        json.WriteStartArray();
        foreach (T resource in resources)
        {
            json.WriteStartObject();
            write(json, resource);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
