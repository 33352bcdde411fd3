using System.Numerics;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>The windows through which linear prediction looks at a block: the whole, its halves, its thirds. A predictor that fits one part very well may fit the whole better than the average does.</summary>
internal sealed class WindowedBlock
{
    private const double Slope = 0.5;

    private readonly double[][] _windows;
    private readonly double[] _seen;
    private int _frames;

    public WindowedBlock(int maxFrames, int windows)
    {
        _windows = [.. Enumerable.Range(0, windows).Select(window => new double[(maxFrames / PartsOf(window)) + 1])];
        _seen = new double[maxFrames + LevelSettings.HighestLpcOrder + 1 + Vector<double>.Count];
    }

    public int Windows => _windows.Length;

    /// <summary>Shows some samples through a window.</summary>
    /// <returns>The samples, and as many zeros as <see cref="Autocorrelation"/> needs. Valid until the next call.</returns>
    public ReadOnlySpan<double> Through(int window, ReadOnlySpan<int> samples)
    {
        Prepare(samples.Length);
        int parts = PartsOf(window);
        int length = samples.Length / parts;
        samples = samples.Slice(PartOf(window) * length, length);
        ReadOnlySpan<double> weights = _windows[window].AsSpan(0, length);
        for (int i = 0; i < samples.Length; i++)
        {
            _seen[i] = samples[i] * weights[i];
        }

        Span<double> seen = _seen.AsSpan(0, length + LevelSettings.HighestLpcOrder + 1 + Vector<double>.Count);
        seen[length..].Clear();
        return seen;
    }

    private static int PartsOf(int window) => window switch { 0 => 1, < 3 => 2, _ => 3 };

    private static int PartOf(int window) => window switch { 0 => 0, < 3 => window - 1, _ => window - 3 };

    private void Prepare(int frames)
    {
        if (_frames != frames)
        {
            _frames = frames;
            for (int window = 0; window < _windows.Length; window++)
            {
                TukeyWindow.Fill(_windows[window].AsSpan(0, frames / PartsOf(window)), Slope);
            }
        }
    }
}
