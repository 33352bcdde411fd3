using System.Globalization;

namespace Mimi.Cli.Output;

/// <summary>A time as people read it.</summary>
internal static class Clock
{
    /// <summary>Minutes and seconds, and hours if there are any.</summary>
    public static string Of(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
