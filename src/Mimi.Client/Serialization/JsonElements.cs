using System.Text.Json;

namespace Mimi.Client.Serialization;

/// <summary>Reads what may be there, leniently: a value of another type than expected counts as absent.</summary>
internal static class JsonElements
{
    public static string? GetStringOrNull(this JsonElement element, string property) =>
        element.TryGet(property, JsonValueKind.String, out JsonElement value) ? value.GetString() : null;

    /// <summary>Gets a number that fits into 64 bits, or <see langword="null"/>.</summary>
    public static long? GetIntegerOrNull(this JsonElement element, string property) =>
        element.TryGet(property, JsonValueKind.Number, out JsonElement value) && value.TryGetInt64(out long number) ? number : null;

    private static bool TryGet(this JsonElement element, string property, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out value) && value.ValueKind == kind;
    }
}
