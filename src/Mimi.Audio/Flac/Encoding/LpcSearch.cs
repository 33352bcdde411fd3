using System.Numerics;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>Looks at a block through one window and proposes a linear predictor.</summary>
internal sealed class LpcSearch(LevelSettings level, int maxFrames)
{
    private readonly WindowedBlock _block = new(maxFrames, level.Windows);
    private readonly LevinsonDurbin _recursion = new();

    public int Windows => _block.Windows;

    /// <summary>Tells how many bits a coefficient should have: more pay off in longer blocks only, and no sum may leave 32 bits.</summary>
    public int Precision(int frames, int sampleBits)
    {
        int fitting = frames switch { <= 192 => 7, <= 384 => 8, <= 576 => 9, <= 1_152 => 10, <= 2_304 => 11, <= 4_608 => 12, _ => 13 };
        return Math.Min(fitting, 32 - sampleBits - BitOperations.Log2((uint)level.MaxLpcOrder));
    }

    /// <returns>The coefficients of the order that should take the fewest bits; empty for silence. Valid until the next call.</returns>
    public ReadOnlySpan<double> Propose(ReadOnlySpan<int> samples, int window, int bitsPerCoefficient)
    {
        int maxOrder = Math.Min(level.MaxLpcOrder, samples.Length - 1);
        Span<double> lags = stackalloc double[LevelSettings.HighestLpcOrder + 1];
        lags = lags[..(maxOrder + 1)];
        ReadOnlySpan<double> seen = _block.Through(window, samples);
        Autocorrelation.Compute(seen, lags);
        _recursion.Solve(lags, maxOrder);

        int best = 0;
        double fewest = double.MaxValue;
        int length = seen.Length - LevelSettings.HighestLpcOrder - 1 - Vector<double>.Count;
        for (int order = 1; order <= _recursion.Orders; order++)
        {
            double bits = (ResidualBits(_recursion.Error(order) / length) * (samples.Length - order)) + ((double)order * bitsPerCoefficient);
            (best, fewest) = bits < fewest ? (order, bits) : (best, fewest);
        }

        return best == 0 ? [] : _recursion.Predictor(best);
    }

    /// <summary>The bits that Rice codes take for a Laplace distribution of this variance: half its logarithm, and a constant that matters to no comparison.</summary>
    private static double ResidualBits(double variance) => Math.Max(0, 0.5 * Math.Log2(0.5 * variance));
}
