using System.Globalization;

namespace Mimi.Captions.Writing;

/// <summary>Writes a time as caption files do: hours with two digits or more, as many as it takes.</summary>
internal static class Timestamp
{
    public static string Of(TimeSpan time, char decimalPoint) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / TimeSpan.TicksPerHour:00}:{time.Minutes:00}:{time.Seconds:00}{decimalPoint}{time.Milliseconds:000}");
}
