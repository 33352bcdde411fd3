using System.Globalization;

namespace Mimi.Bench.Wire.Contestants;

/// <summary>What a contestant is told to do, as one line of its standard input.</summary>
/// <param name="Work">What: <c>upload</c>, <c>roundtrip</c>, <c>results</c>, <c>paced</c> or <c>idle</c>.</param>
/// <param name="Address">Where.</param>
/// <param name="Sessions">How many sessions, at once.</param>
/// <param name="Count">How much each of them does.</param>
internal sealed record WireJob(string Work, Uri Address, int Sessions, int Count)
{
    public static WireJob Parse(string line)
    {
        string[] words = line.Split(' ');
        return new(words[0], new(words[1]), int.Parse(words[2], CultureInfo.InvariantCulture), int.Parse(words[3], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Work} {Address.AbsoluteUri} {Sessions} {Count}");
}
