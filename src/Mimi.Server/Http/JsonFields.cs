using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mimi.Server.Http;

/// <summary>Reads the fields of a JSON body: one object with plain values.</summary>
internal static class JsonFields
{
    public static async Task<Dictionary<string, string>> ReadAsync(HttpRequest request)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted).ConfigureAwait(false);
            Dictionary<string, string> fields = new(StringComparer.Ordinal);
            foreach (JsonProperty field in document.RootElement.EnumerateObject())
            {
                fields[field.Name] = field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? throw Wrong() : field.Value.ToString();
            }

            return fields;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Wrong();
        }
    }

    private static RefusedException Wrong() => new(StatusCodes.Status400BadRequest, "The JSON in the body must be one object whose values are strings or numbers.");
}
