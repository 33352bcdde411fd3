using System.Globalization;

namespace Mimi.Cli.Output;

/// <summary>How loud it is, in a few cells.</summary>
internal static class LevelBar
{
    private const int MaxCells = 20;
    private const int MinCells = 4;
    private const int NumberCells = 8;

    /// <summary>The level at which the bar begins, in dBFS: a quiet room.</summary>
    private const double Quietest = -60;

    /// <summary>Draws a bar with its number, or what of them there is room for.</summary>
    /// <param name="decibels">The level in dBFS; negative infinity for silence.</param>
    /// <param name="width">The cells that it may take.</param>
    public static string Of(double decibels, int width)
    {
        string number = double.IsNegativeInfinity(decibels) ? "silence" : string.Create(CultureInfo.InvariantCulture, $"{decibels:0} dB");
        int cells = Math.Min(MaxCells, width - 2 - NumberCells);
        if (cells >= MinCells)
        {
            return $"{Bar(decibels, cells)} {number,-(NumberCells - 1)}";
        }

        cells = Math.Min(MaxCells, width - 2);
        return cells >= MinCells ? Bar(decibels, cells) : string.Empty;
    }

    private static string Bar(double decibels, int cells)
    {
        int full = (int)Math.Round(cells * Math.Clamp(1 - (decibels / Quietest), 0, 1));
        return $"[{new string('#', full)}{new string('.', cells - full)}]";
    }
}
