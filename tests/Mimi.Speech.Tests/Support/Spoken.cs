namespace Mimi.Speech.Tests.Support;

/// <summary>What can be said about 16 kHz speech without understanding it.</summary>
internal static class Spoken
{
    private const int FrameSamples = Audio.SampleRate / 25; // 40 ms holds four periods of the lowest voice.
    private const int LowestHertz = 70;
    private const int HighestHertz = 400;

    public static double Seconds(short[] samples) => (double)samples.Length / Audio.SampleRate;

    public static double Peak(short[] samples) => samples.Max(static s => Math.Abs((double)s)) / 32_768;

    /// <summary>The pitch of each frame that has one, in hertz: the lag at which the frame is most like itself.</summary>
    public static List<double> Pitches(short[] samples)
    {
        var pitches = new List<double>();
        for (int start = 0; start + (2 * FrameSamples) <= samples.Length; start += FrameSamples)
        {
            if (Level(samples.AsSpan(start, FrameSamples)) > 0.02 && Pitch(samples.AsSpan(start, 2 * FrameSamples)) is { } pitch)
            {
                pitches.Add(pitch);
            }
        }

        return pitches;
    }

    public static double MedianPitch(short[] samples) => Pitches(samples).Order().ElementAt(Pitches(samples).Count / 2);

    public static double VoicedShare(short[] samples) => (double)Pitches(samples).Count * FrameSamples / samples.Length;

    private static double Level(ReadOnlySpan<short> frame) => Math.Sqrt(Correlation(frame, frame) / frame.Length) / 32_768;

    private static double? Pitch(ReadOnlySpan<short> frames)
    {
        ReadOnlySpan<short> frame = frames[..FrameSamples];
        double best = 0;
        int bestLag = 0;
        for (int lag = Audio.SampleRate / HighestHertz; lag <= Audio.SampleRate / LowestHertz; lag++)
        {
            ReadOnlySpan<short> later = frames.Slice(lag, FrameSamples);
            double likeness = Correlation(frame, later) / Math.Sqrt((Correlation(frame, frame) * Correlation(later, later)) + 1);
            if (likeness > best)
            {
                (best, bestLag) = (likeness, lag);
            }
        }

        return best > 0.8 ? (double)Audio.SampleRate / bestLag : null;
    }

    private static double Correlation(ReadOnlySpan<short> a, ReadOnlySpan<short> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
