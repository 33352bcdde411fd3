using System.Globalization;

namespace Mimi.Chaos.Plans;

/// <summary>Numbers and times in a plan.</summary>
internal static class Quantity
{
    public static int Number(string text, string what) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new FormatException($"'{text}' is no {what}: write a whole number, such as 3.");

    /// <summary>Reads <c>200ms</c>, <c>1.5s</c> or <c>2s</c>.</summary>
    public static TimeSpan Time(string text)
    {
        (string digits, double milliseconds) = text.EndsWith("ms", StringComparison.OrdinalIgnoreCase) ? (text[..^2], 1)
            : text.EndsWith('s') || text.EndsWith('S') ? (text[..^1], 1_000)
            : ("", 0);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number * milliseconds <= TimeSpan.FromDays(1).TotalMilliseconds
            ? TimeSpan.FromMilliseconds(number * milliseconds)
            : throw new FormatException($"'{text}' is no time: write up to a day as 200ms or 1.5s.");
    }

    public static string Write(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds}ms");
}
