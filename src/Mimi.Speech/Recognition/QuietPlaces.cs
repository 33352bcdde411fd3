namespace Mimi.Speech.Recognition;

/// <summary>Remembers how loud a segment was, to find a place where a cut hurts least.</summary>
internal sealed class QuietPlaces
{
    private const int Smoothing = 3; // Windows, about 100 ms: the pause between two words, not a zero in a vowel.

    private readonly Queue<(long Start, int Length, float Energy)> _windows = new();

    public void Add(long start, ReadOnlySpan<float> window)
    {
        float energy = 0;
        foreach (float sample in window)
        {
            energy += sample * sample;
        }

        _windows.Enqueue((start, window.Length, energy));
    }

    public void DropBefore(long position)
    {
        while (_windows.TryPeek(out var first) && first.Start + first.Length <= position)
        {
            _windows.Dequeue();
        }
    }

    /// <summary>Finds the middle of the quietest stretch between two places.</summary>
    public long Quietest(long from, long to)
    {
        var candidates = _windows.Where(window => window.Start >= from && window.Start + window.Length <= to).ToArray();
        long best = to;
        float lowest = float.PositiveInfinity;
        for (int i = 0; i + Smoothing <= candidates.Length; i++)
        {
            float energy = candidates[i].Energy + candidates[i + 1].Energy + candidates[i + 2].Energy;
            if (energy < lowest)
            {
                lowest = energy;
                best = candidates[i + 1].Start + (candidates[i + 1].Length / 2);
            }
        }

        return best;
    }
}
