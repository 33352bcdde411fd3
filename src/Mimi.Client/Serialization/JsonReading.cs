using System.Text.Json;

namespace Mimi.Client.Serialization;

/// <summary>Reads values leniently: one of another type than expected is passed over.</summary>
internal static class JsonReading
{
    /// <summary>Reads a time in milliseconds, the value on which the reader stands. Fractions are kept, and what cannot be a time is zero.</summary>
    public static TimeSpan GetMilliseconds(this ref Utf8JsonReader json) =>
        json.TokenType != JsonTokenType.Number ? json.SkipValue(TimeSpan.Zero)
        : json.TryGetInt32(out int whole) ? new(whole * TimeSpan.TicksPerMillisecond)
        : json.TryGetDouble(out double milliseconds) && Math.Abs(milliseconds) < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds)
        : TimeSpan.Zero;

    /// <summary>Passes over the value on which the reader stands.</summary>
    public static T SkipValue<T>(this ref Utf8JsonReader json, T instead)
    {
        json.Skip();
        return instead;
    }
}
