namespace Mimi.Audio.Flac.Encoding;

/// <summary>Finds the best linear predictors of all orders from a signal's autocorrelation (Levinson 1946, Durbin 1960).</summary>
internal sealed class LevinsonDurbin
{
    private const int MaxOrder = LevelSettings.HighestLpcOrder;

    private readonly double[] _predictors = new double[MaxOrder * MaxOrder];
    private readonly double[] _errors = new double[MaxOrder];

    /// <summary>Gets the highest order that was found; less than was asked for where the signal became perfectly predictable.</summary>
    public int Orders { get; private set; }

    /// <summary>Gets the coefficients of an order, the one of the sample just before first.</summary>
    public ReadOnlySpan<double> Predictor(int order) => _predictors.AsSpan((order - 1) * MaxOrder, order);

    /// <summary>Gets the energy of what the predictor of an order misses.</summary>
    public double Error(int order) => _errors[order - 1];

    public void Solve(ReadOnlySpan<double> autocorrelation, int maxOrder)
    {
        Span<double> current = stackalloc double[MaxOrder];
        double error = autocorrelation[0];
        Orders = 0;
        for (int order = 1; order <= maxOrder && error > 0; order++)
        {
            double reflection = autocorrelation[order];
            for (int i = 0; i < order - 1; i++)
            {
                reflection -= current[i] * autocorrelation[order - 1 - i];
            }

            reflection /= error;
            current[order - 1] = reflection;
            for (int low = 0, high = order - 2; low <= high; low++, high--)
            {
                (current[low], current[high]) = (current[low] - (reflection * current[high]), current[high] - (reflection * current[low]));
            }

            error *= 1 - (reflection * reflection);
            current[..order].CopyTo(_predictors.AsSpan((order - 1) * MaxOrder));
            _errors[order - 1] = error;
            Orders = order;
        }
    }
}
