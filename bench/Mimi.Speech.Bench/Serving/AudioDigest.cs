using System.Globalization;

namespace Mimi.Speech.Bench.Serving;

/// <summary>Knows two streams of samples apart: by their number, and by every eighth of them in its order.</summary>
internal sealed class AudioDigest
{
    private const int Step = 8;

    private uint _hash;
    private int _next;

    public long Samples { get; private set; }

    public void Add(ReadOnlySpan<float> samples)
    {
        for (; _next < samples.Length; _next += Step)
        {
            _hash = (_hash * 31) + (uint)(int)(samples[_next] * 32_768);
        }

        _next -= samples.Length;
        Samples += samples.Length;
    }

    public void Add(ReadOnlySpan<short> samples)
    {
        for (; _next < samples.Length; _next += Step)
        {
            _hash = (_hash * 31) + (uint)(int)samples[_next];
        }

        _next -= samples.Length;
        Samples += samples.Length;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Samples} samples {_hash:x8}");
}
