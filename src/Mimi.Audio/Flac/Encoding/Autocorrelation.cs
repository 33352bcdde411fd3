using System.Numerics;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>How much a signal resembles itself a little later.</summary>
internal static class Autocorrelation
{
    /// <param name="samples">The signal, followed by at least <paramref name="lags"/> and one more vector of zeros.</param>
    /// <param name="lags">Takes the value of each lag, from 0 on. A multiple of four is quickest.</param>
    public static void Compute(ReadOnlySpan<double> samples, Span<double> lags)
    {
        int length = samples.Length - LevelSettings.HighestLpcOrder - Vector<double>.Count;
        int lag = 0;
        for (; lag + 4 <= lags.Length; lag += 4)
        {
            Vector<double> sum0 = Vector<double>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
            for (int i = 0; i < length; i += Vector<double>.Count)
            {
                var now = new Vector<double>(samples[i..]);
                sum0 += now * new Vector<double>(samples[(i + lag)..]);
                sum1 += now * new Vector<double>(samples[(i + lag + 1)..]);
                sum2 += now * new Vector<double>(samples[(i + lag + 2)..]);
                sum3 += now * new Vector<double>(samples[(i + lag + 3)..]);
            }

            lags[lag] = Vector.Sum(sum0);
            lags[lag + 1] = Vector.Sum(sum1);
            lags[lag + 2] = Vector.Sum(sum2);
            lags[lag + 3] = Vector.Sum(sum3);
        }

        for (; lag < lags.Length; lag++)
        {
            Vector<double> sum = Vector<double>.Zero;
            for (int i = 0; i < length; i += Vector<double>.Count)
            {
                sum += new Vector<double>(samples[i..]) * new Vector<double>(samples[(i + lag)..]);
            }

            lags[lag] = Vector.Sum(sum);
        }
    }
}
