namespace Mimi.Speech.Tests.Support;

/// <summary>Sounds to recognize, or rather not.</summary>
internal static class Audio
{
    public const int SampleRate = 16_000;

    public static float[] Silence(double seconds) => new float[(int)(seconds * SampleRate)];

    public static float[] Noise(double seconds, float level, int seed = 1)
    {
        var random = new Random(seed);
        return Array.ConvertAll(Silence(seconds), _ => ((random.NextSingle() * 2) - 1) * level);
    }

    public static float[] Tone(double seconds, double hertz, float level) =>
        [.. Enumerable.Range(0, (int)(seconds * SampleRate)).Select(i => level * (float)Math.Sin(2 * Math.PI * hertz * i / SampleRate))];

    /// <summary>A hum with overtones that swells and fades, which is nearer to a voice than a pure tone.</summary>
    public static float[] Hum(double seconds) =>
        [.. Tone(seconds, 130, 0.2f).Zip(Tone(seconds, 260, 0.1f), Tone(seconds, 3, 1)).Select(static s => (s.First + s.Second) * s.Third)];
}
