using System.Text.Json;

namespace Mimi.Client.Serialization;

/// <summary>Reads values leniently: one of another type than expected is passed over.</summary>
internal static class JsonReading
{
    /// <summary>Reads the value of the property on which the reader stands.</summary>
    /// <param name="json">Left on the value's end.</param>
    /// <param name="known">What the value was last time: if it is the same again, no new string is made.</param>
    public static string ReadString(this ref Utf8JsonReader json, string known = "")
    {
        json.Read();
        return json.TokenType != JsonTokenType.String ? json.SkipValue("")
            : json.ValueTextEquals(known) ? known
            : json.GetString()!;
    }

    /// <summary>Reads a time in milliseconds, the value on which the reader stands. Fractions are kept, and what cannot be a time is zero.</summary>
    public static TimeSpan GetMilliseconds(this ref Utf8JsonReader json) =>
        json.TokenType != JsonTokenType.Number ? json.SkipValue(TimeSpan.Zero)
        : json.TryGetDouble(out double milliseconds) && Math.Abs(milliseconds) < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds)
        : TimeSpan.Zero;

    /// <summary>Passes over the value on which the reader stands.</summary>
    public static T SkipValue<T>(this ref Utf8JsonReader json, T instead)
    {
        json.Skip();
        return instead;
    }
}
