using System.Globalization;

namespace Mimi.Cli.Output;

/// <summary>How far into the audio we are, in one line.</summary>
internal static class ProgressBar
{
    private const int MaxCells = 40;

    /// <summary>Draws a bar, or the time alone if the end is not known or there is no room.</summary>
    public static string Of(TimeSpan position, TimeSpan? duration, int width)
    {
        string clock = string.Create(CultureInfo.InvariantCulture, $"{position.TotalSeconds:0.0} s");
        if (duration is not { Ticks: > 0 } whole)
        {
            return Fit(clock, width);
        }

        clock = string.Create(CultureInfo.InvariantCulture, $"{position.TotalSeconds:0.0} / {whole.TotalSeconds:0.0} s");
        int cells = Math.Min(MaxCells, width - clock.Length - 3);
        if (cells < 4)
        {
            return Fit(clock, width);
        }

        int full = (int)(cells * Math.Clamp(position / whole, 0, 1));
        return $"[{new string('#', full)}{new string('.', cells - full)}] {clock}";
    }

    private static string Fit(string text, int width) => text.Length <= width ? text : text[..width];
}
