using System.Text.Json;

namespace Mimi.Client.Serialization;

/// <summary>Reads what may be there, leniently: a value of another type than expected counts as absent.</summary>
internal static class JsonElements
{
    private static readonly long MaxEpochSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static string? GetStringOrNull(this JsonElement element, string property) =>
        element.TryGet(property, JsonValueKind.String, out JsonElement value) ? value.GetString() : null;

    /// <summary>Gets a string, or a number as it is written.</summary>
    public static string? GetTextOrNull(this JsonElement element, string property) =>
        element.TryGet(property, JsonValueKind.Number, out JsonElement value) ? value.GetRawText() : element.GetStringOrNull(property);

    /// <summary>Gets a number that fits into 64 bits.</summary>
    public static long? GetIntegerOrNull(this JsonElement element, string property) =>
        element.TryGet(property, JsonValueKind.Number, out JsonElement value) && value.TryGetInt64(out long number) ? number : null;

    /// <summary>Gets a time that is given in seconds since 1970.</summary>
    public static DateTimeOffset? GetEpochSecondsOrNull(this JsonElement element, string property) =>
        element.GetIntegerOrNull(property) is { } seconds && seconds >= 0 && seconds <= MaxEpochSeconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static bool TryGet(this JsonElement element, string property, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out value) && value.ValueKind == kind;
    }
}
