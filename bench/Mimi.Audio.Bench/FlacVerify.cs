using System.Diagnostics;
using System.Globalization;
using Mimi.Audio.Tests.Support;

namespace Mimi.Audio.Bench;

/// <summary>Encodes random and real inputs, and lets the reference decode them.</summary>
internal static class FlacVerify
{
    private const int AtOnce = 250;

    public static async Task<int> RunAsync(int cases, int seed, CancellationToken cancellationToken)
    {
        var signals = new Signals(seed, Speech.Kennedy());
        var clock = Stopwatch.StartNew();
        long pcm = 0;
        long coded = 0;
        for (int done = 0; done < cases;)
        {
            FlacCase[] batch = [.. Enumerable.Range(0, Math.Min(AtOnce, cases - done)).Select(_ => FlacCase.Next(signals))];
            byte[][] decoded = await FlacProgram.DecodeAsync([.. batch.Select(static one => one.Stream)], cancellationToken);
            for (int i = 0; i < batch.Length; i++)
            {
                if (!decoded[i].AsSpan().SequenceEqual(batch[i].Pcm))
                {
                    Console.WriteLine($"case {done + i} of seed {seed} differs: {batch[i].Options}");
                    return 1;
                }
            }

            done += batch.Length;
            pcm += batch.Sum(static one => 2L * one.Samples.Length);
            coded += batch.Sum(static one => (long)one.Stream.Length);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{cases} streams: flac -t accepts each, flac -d gives back every sample ({pcm:N0} bytes of PCM in {coded:N0} bytes of FLAC), {clock.Elapsed.TotalSeconds:F0} s"));
        return 0;
    }
}
