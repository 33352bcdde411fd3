namespace Mimi.Speech.Recognition;

/// <summary>The part of a stream's audio that may still be needed, addressed by its place in the stream.</summary>
internal sealed class SampleWindow
{
    private float[] _samples = new float[SpeechAudio.SampleRate * 4];
    private int _from;
    private int _count;

    /// <summary>Gets where the kept audio begins.</summary>
    public long Start { get; private set; }

    public long End => Start + _count;

    public void Add(ReadOnlySpan<float> samples)
    {
        if (_from + _count + samples.Length > _samples.Length)
        {
            float[] target = _count + samples.Length > _samples.Length / 4 * 3 ? new float[_samples.Length * 2] : _samples;
            Array.Copy(_samples, _from, target, 0, _count);
            _samples = target;
            _from = 0;
        }

        samples.CopyTo(_samples.AsSpan(_from + _count));
        _count += samples.Length;
    }

    public ReadOnlySpan<float> Slice(long start, long end) => _samples.AsSpan(_from + (int)(start - Start), (int)(end - start));

    public void DropBefore(long position)
    {
        int drop = (int)Math.Clamp(position - Start, 0, _count);
        _from += drop;
        _count -= drop;
        Start += drop;
    }
}
