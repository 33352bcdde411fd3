using System.Buffers;

namespace Mimi.Audio.Conversion;

/// <summary>Changes the sample rate of a stream. Output sample n lies exactly at its time, n divided by the output rate: the filter's delay is taken out.</summary>
internal sealed class SincResampler
{
    private readonly ResamplingFilter _filter;
    private float[] _input;
    private int _filled;   // Input held, from the first sample that the next output needs.
    private int _start;    // Where that first sample lies in _input.
    private int _fraction; // How far past an input sample the next output lies, in 1/Interpolation.

    public SincResampler(ResamplingFilter filter)
    {
        _filter = filter;
        _input = new float[filter.Taps * 4];
        _filled = filter.Taps - filter.Ahead - 1; // Silence before the first sample.
    }

    public void Resample(ReadOnlySpan<float> input, IBufferWriter<float> output)
    {
        Append(input);
        while (_filled >= _filter.Taps)
        {
            Span<float> room = output.GetSpan(1);
            int written = 0;
            while (written < room.Length && _filled >= _filter.Taps)
            {
                room[written++] = Next();
            }

            output.Advance(written);
        }
    }

    /// <summary>Lets silence follow until the last input sample has passed the filter.</summary>
    public void Complete(IBufferWriter<float> output) => Resample(new float[_filter.Ahead], output);

    private float Next()
    {
        float sample = _filter.Apply(_input.AsSpan(_start, _filter.Taps), _fraction);
        _fraction += _filter.Decimation;
        int steps = _fraction / _filter.Interpolation;
        _fraction -= steps * _filter.Interpolation;
        _start += steps;
        _filled -= steps;
        return sample;
    }

    private void Append(ReadOnlySpan<float> input)
    {
        if (_start + _filled + input.Length > _input.Length)
        {
            float[] target = _filled + input.Length > _input.Length ? new float[(_filled + input.Length) * 2] : _input;
            _input.AsSpan(_start, _filled).CopyTo(target);
            _input = target;
            _start = 0;
        }

        input.CopyTo(_input.AsSpan(_start + _filled));
        _filled += input.Length;
    }
}
