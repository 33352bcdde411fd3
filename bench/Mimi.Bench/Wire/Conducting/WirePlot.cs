using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mimi.Bench.Wire.Conducting;

/// <summary>What sessions that speak in real time cost, against how many they are: a table in Markdown, and a plot as SVG.</summary>
internal static class WirePlot
{
    private const int Width = 640;
    private const int Height = 400;
    private const int Margin = 60;

    private static readonly int[] Sessions = [25, 50, 100, 200, 400];
    private static readonly string[] Colors = ["#0b62a4", "#c0392b", "#2e7d32"];

    public static async Task<int> RunAsync(int rounds, FileInfo file, DirectoryInfo? peers)
    {
        string[] names = peers is null ? ["library", "plain"] : ["library", "ws", "plain"];
        (Process server, Uri plain, _) = await WireServer.StartAsync();
        await using var contestants = new WireContestants(peers);
        Dictionary<string, List<double>> percents = names.ToDictionary(static name => name, static _ => new List<double>());
        Console.WriteLine($"| sessions | {string.Join(" | ", names.Select(static name => $"{name}, % of a core"))} |");
        Console.WriteLine($"|---|{string.Concat(names.Select(static _ => "---|"))}");
        foreach (int sessions in Sessions)
        {
            WireRow row = WireRows.Paced("plot", sessions, plain, names);
            var figures = await WireComparison.RunAsync(row, contestants, rounds);
            foreach (string name in names)
            {
                percents[name].Add(WireComparison.Median(figures[name].Select(static f => 100 * f.CpuSeconds / f.WallSeconds)));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {sessions} | {string.Join(" | ", names.Select(name => percents[name][^1].ToString("0.0", CultureInfo.InvariantCulture)))} |"));
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        await File.WriteAllTextAsync(file.FullName, Draw(names, percents));
        return 0;
    }

    private static string Draw(string[] names, Dictionary<string, List<double>> percents)
    {
        double top = Math.Ceiling(percents.Values.SelectMany(static values => values).Max() / 10) * 10;
        var svg = new StringBuilder();
        Add(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">""");
        Add(svg, $"""<rect width="{Width}" height="{Height}" fill="white"/>""");
        for (int i = 0; i <= 5; i++)
        {
            Add(svg, $"""<line x1="{Margin}" y1="{Y(top * i / 5, top):0.#}" x2="{Width - Margin}" y2="{Y(top * i / 5, top):0.#}" stroke="#ddd"/>""");
            Add(svg, $"""<text x="{Margin - 8}" y="{Y(top * i / 5, top) + 4:0.#}" text-anchor="end">{top * i / 5:0}</text>""");
        }

        foreach (int sessions in Sessions)
        {
            Add(svg, $"""<text x="{X(sessions):0.#}" y="{Height - Margin + 18}" text-anchor="middle">{sessions}</text>""");
        }

        Add(svg, $"""<text x="{Width / 2}" y="{Height - 16}" text-anchor="middle">sessions, each a chunk of 100 ms every 100 ms and 2.5 results a second</text>""");
        Add(svg, $"""<text x="{Margin}" y="{Margin - 24}">processor time of the client's process, % of one core</text>""");
        for (int i = 0; i < names.Length; i++)
        {
            string points = string.Join(' ', Sessions.Zip(percents[names[i]], (sessions, percent) => string.Create(CultureInfo.InvariantCulture, $"{X(sessions):0.#},{Y(percent, top):0.#}")));
            Add(svg, $"""<polyline points="{points}" fill="none" stroke="{Colors[i]}" stroke-width="2"/>""");
            Add(svg, $"""<text x="{Margin + 16}" y="{Margin + 8 + (18 * i)}" fill="{Colors[i]}">{names[i]}</text>""");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static double X(int sessions) => Margin + ((double)sessions / Sessions[^1] * (Width - (2 * Margin)));

    private static double Y(double percent, double top) => Height - Margin - (percent / top * (Height - (2 * Margin)));
}
