using System.Globalization;
using System.Text;

namespace Mimi.Speech.Bench.Reporting;

/// <summary>Draws how late results are against how many sessions speak: one line a series, both axes logarithmic.</summary>
internal sealed class LatenessPlot(string title)
{
    private const int Width = 720;
    private const int Height = 420;
    private const int Left = 70;
    private const int Right = 230;
    private const int Top = 40;
    private const int Bottom = 50;
    private const double LeastMilliseconds = 10;
    private const double MostMilliseconds = 100_000;

    private static readonly string[] Colors = ["#1b6ca8", "#c8553d", "#588157", "#7b4b94", "#b08900", "#444444"];

    private readonly List<(string Name, (int Sessions, double Milliseconds)[] Points)> _series = [];

    public void Add(string name, IEnumerable<(int Sessions, double Milliseconds)> points) => _series.Add((name, [.. points]));

    public override string ToString()
    {
        int[] sessions = [.. _series.SelectMany(static series => series.Points).Select(static point => point.Sessions).Distinct().Order()];
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12" role="img" aria-label="{title}">""");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect width="{Width}" height="{Height}" fill="#ffffff"/><text x="{Left}" y="22" font-size="14">{title}</text>""");
        for (double tick = LeastMilliseconds; tick <= MostMilliseconds; tick *= 10)
        {
            double y = Y(tick);
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{Left}" x2="{Width - Right}" y1="{y:0.0}" y2="{y:0.0}" stroke="#dddddd"/><text x="{Left - 8}" y="{y + 4:0.0}" text-anchor="end">{Label(tick)}</text>""");
        }

        foreach (int tick in sessions)
        {
            double x = X(tick, sessions);
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{x:0.0}" x2="{x:0.0}" y1="{Top}" y2="{Height - Bottom}" stroke="#eeeeee"/><text x="{x:0.0}" y="{Height - Bottom + 18}" text-anchor="middle">{tick}</text>""");
        }

        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{(Left + Width - Right) / 2}" y="{Height - 12}" text-anchor="middle">sessions that speak at once</text>""");
        for (int i = 0; i < _series.Count; i++)
        {
            Draw(svg, _series[i].Name, _series[i].Points, sessions, Colors[i % Colors.Length], Top + 14 + (20 * i));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, string name, (int Sessions, double Milliseconds)[] points, int[] sessions, string color, int legend)
    {
        string line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Sessions, sessions):0.0},{Y(point.Milliseconds):0.0}")));
        svg.Append(CultureInfo.InvariantCulture, $"""<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2"/>""");
        foreach ((int count, double milliseconds) in points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{X(count, sessions):0.0}" cy="{Y(milliseconds):0.0}" r="3" fill="{color}"><title>{name}, {count} sessions: {milliseconds:0} ms</title></circle>""");
        }

        int x = Width - Right + 16;
        svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{x}" x2="{x + 22}" y1="{legend - 4}" y2="{legend - 4}" stroke="{color}" stroke-width="2"/><text x="{x + 28}" y="{legend}">{name}</text>""");
    }

    private static string Label(double milliseconds) => milliseconds < 1_000 ? $"{milliseconds:0} ms" : $"{milliseconds / 1_000:0} s";

    private static double X(int sessions, int[] all)
    {
        (double from, double to) = (Math.Log(all[0]), Math.Log(all[^1]));
        return Left + ((Width - Left - Right) * (to > from ? (Math.Log(sessions) - from) / (to - from) : 0.5));
    }

    private static double Y(double milliseconds)
    {
        double share = Math.Log10(Math.Clamp(milliseconds, LeastMilliseconds, MostMilliseconds) / LeastMilliseconds) / Math.Log10(MostMilliseconds / LeastMilliseconds);
        return Height - Bottom - ((Height - Top - Bottom) * share);
    }
}
