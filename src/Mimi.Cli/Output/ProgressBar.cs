using System.Globalization;

namespace Mimi.Cli.Output;

/// <summary>How far into the audio we are, in one line.</summary>
internal static class ProgressBar
{
    private const int MaxCells = 40;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Draws a bar, or the time alone if the end is not known or there is no room.</summary>
    public static string Of(TimeSpan position, TimeSpan? duration, int width)
    {
        if (duration is not { Ticks: > 0 } whole)
        {
            return Fit(TimeOf(position, position, " s"), width);
        }

        string clock = $"{TimeOf(position, whole)} / {TimeOf(whole, whole, " s")}";
        int cells = Math.Min(MaxCells, width - clock.Length - 3);
        if (cells < 4)
        {
            return Fit(clock, width);
        }

        int full = (int)(cells * Math.Clamp(position / whole, 0, 1));
        return $"[{new string('#', full)}{new string('.', cells - full)}] {clock}";
    }

    /// <summary>Seconds with a decimal, or from a minute on a clock.</summary>
    private static string TimeOf(TimeSpan time, TimeSpan longest, string unit = "") =>
        longest < Minute ? time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + unit : Clock.Of(time);

    private static string Fit(string text, int width) => text.Length <= width ? text : text[..width];
}
