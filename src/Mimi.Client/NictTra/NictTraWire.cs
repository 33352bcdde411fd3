using System.Net;
using System.Text;
using System.Text.Json;
using Mimi.Client.Services;

namespace Mimi.Client.NictTra;

/// <summary>Machine translation on the wire: form fields out, an array of strings back.</summary>
internal static class NictTraWire
{
    /// <exception cref="ArgumentException">The service does not translate between these languages.</exception>
    public static MimiRequestBody ToForm(string text, NictTraLanguage source, NictTraLanguage target) =>
        (source == NictTraLanguage.Japanese) == (target == NictTraLanguage.Japanese)
            ? throw new ArgumentException($"mimi translates between Japanese and another language, not from '{source}' to '{target}': make exactly one of them 'ja'.", nameof(target))
            : MimiRequestBody.FromForm(new("text", text), new("source_lang", source.Code), new("target_lang", target.Code));

    /// <exception cref="MimiServiceException">The answer is an object, which is how the services tell errors.</exception>
    /// <exception cref="JsonException">The answer is something else.</exception>
    public static string[] Read(ReadOnlySpan<byte> message)
    {
        var json = new Utf8JsonReader(message);
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject)
        {
            json.Skip();
            json.Read(); // Throws if anything follows.
            throw new MimiServiceException(HttpStatusCode.OK, Encoding.UTF8.GetString(message));
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var texts = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(json.TokenType == JsonTokenType.String ? json.GetString()! : throw new JsonException());
        }

        json.Read();
        return [.. texts];
    }
}
