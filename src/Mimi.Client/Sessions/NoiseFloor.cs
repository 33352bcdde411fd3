namespace Mimi.Client.Sessions;

/// <summary>The quietest level of the last two seconds, which is that of the noise: speech has a pause within them.</summary>
internal sealed class NoiseFloor
{
    /// <summary>Half a second of 20 ms.</summary>
    private const int LevelsPerPart = 25;

    private readonly float[] _parts = [float.MaxValue, float.MaxValue, float.MaxValue, float.MaxValue];
    private int _count;
    private int _part;

    public float Level { get; private set; } = float.MaxValue;

    public void Add(float level)
    {
        _parts[_part] = Math.Min(_parts[_part], level);
        Level = Math.Min(Level, level);
        if (++_count == LevelsPerPart)
        {
            _count = 0;
            _part = (_part + 1) % _parts.Length;
            _parts[_part] = float.MaxValue;
            Level = Math.Min(Math.Min(_parts[0], _parts[1]), Math.Min(_parts[2], _parts[3]));
        }
    }
}
