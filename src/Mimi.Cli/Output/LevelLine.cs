using Mimi.Captions.Text;

namespace Mimi.Cli.Output;

/// <summary>A line with a level meter, the time and, where there is one, a state. Where there is little room the meter gives way first, then the time.</summary>
internal static class LevelLine
{
    private const string Gap = "  ";

    /// <param name="decibels">The level in dBFS; negative infinity for silence.</param>
    /// <param name="position">How long it has lasted.</param>
    /// <param name="state">How things are, or an empty text.</param>
    /// <param name="width">The cells that it may take.</param>
    public static string Of(double decibels, TimeSpan position, string state, int width)
    {
        string text = state.Length == 0 ? Clock.Of(position) : Clock.Of(position) + Gap + state;
        if (DisplayWidth.Of(text) > width)
        {
            return TextWrap.Shorten(state.Length == 0 ? text : state, width);
        }

        string bar = LevelBar.Of(decibels, width - DisplayWidth.Of(text) - 1);
        return bar.Length == 0 ? text : $"{bar} {text}";
    }
}
