using System.Globalization;

namespace Mimi.Bench.Wire.Contestants;

/// <summary>What a job cost, as one line of a contestant's standard output.</summary>
/// <param name="CpuSeconds">Processor time of the whole process, of user and kernel.</param>
/// <param name="WallSeconds">Time.</param>
/// <param name="Bytes">Bytes allocated, or, for idle sessions, held. Zero where they are not known.</param>
/// <param name="P50">The median of what was timed singly, in microseconds.</param>
/// <param name="P99">Its 99th percentile.</param>
/// <param name="Check">What proves the work: bytes that the server counted, or characters of all results.</param>
/// <param name="Compiled">How many methods its runtime had compiled up to then. Zero where it is not known.</param>
internal sealed record WireFigures(double CpuSeconds, double WallSeconds, double Bytes, double P50, double P99, long Check, long Compiled)
{
    private const string Done = "done";

    public static WireFigures Parse(string? line)
    {
        string[] words = line?.Split(' ') ?? [];
        if (words is not [Done, ..])
        {
            throw new InvalidOperationException($"A contestant gave up: {line ?? "it ended"}.");
        }

        double[] numbers = [.. words[1..6].Select(static word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], long.Parse(words[6], CultureInfo.InvariantCulture), words.Length > 7 ? long.Parse(words[7], CultureInfo.InvariantCulture) : 0);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Done} {CpuSeconds:R} {WallSeconds:R} {Bytes:R} {P50:R} {P99:R} {Check} {Compiled}");
}
