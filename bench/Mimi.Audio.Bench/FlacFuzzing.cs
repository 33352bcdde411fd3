using System.Diagnostics;
using System.Globalization;
using Mimi.Audio.Tests.Support;

namespace Mimi.Audio.Bench;

/// <summary>Feeds the decoder with damaged and random streams.</summary>
internal static class FlacFuzzing
{
    public static async Task<int> RunAsync(int cases, int seed, CancellationToken cancellationToken)
    {
        byte[][] proper = [.. FlacSeeds.Own(200, seed), .. (await FlacSeeds.OfProgramAsync(cancellationToken)).Select(static one => one.Stream)];
        var fuzz = new FlacFuzz(seed, proper);
        var clock = Stopwatch.StartNew();
        TimeSpan slowest = TimeSpan.Zero;
        for (int i = 0; i < cases; i++)
        {
            TimeSpan before = clock.Elapsed;
            fuzz.Next();
            TimeSpan took = clock.Elapsed - before;
            slowest = took > slowest ? took : slowest;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{cases} streams: {fuzz.Decoded} decoded, {fuzz.Refused} refused, {fuzz.Blocks:N0} blocks in all, no other exception; {clock.Elapsed.TotalSeconds:F0} s, the slowest {slowest.TotalMilliseconds:F0} ms, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB at most"));
        return 0;
    }
}
