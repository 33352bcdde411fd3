using System.Globalization;

namespace Mimi.Cli.Output;

/// <summary>How loud it is, in a few cells.</summary>
internal static class LevelBar
{
    private const int Cells = 20;

    /// <summary>The level at which the bar begins, in dBFS: a quiet room.</summary>
    private const double Quietest = -60;

    /// <param name="decibels">The level in dBFS; negative infinity for silence.</param>
    public static string Of(double decibels)
    {
        int full = (int)Math.Round(Cells * Math.Clamp(1 - (decibels / Quietest), 0, 1));
        string number = double.IsNegativeInfinity(decibels) ? "silence" : string.Create(CultureInfo.InvariantCulture, $"{decibels:0} dB");
        return $"[{new string('#', full)}{new string('.', Cells - full)}] {number,-7}";
    }
}
