using System.Buffers;

namespace Mimi.Audio.Conversion;

/// <summary>One channel on its way: what came in, and what it has become at the wanted rate.</summary>
internal sealed class ChannelOutput(ResamplingFilter? filter, int maxInput)
{
    private readonly float[] _input = new float[maxInput];
    private readonly ArrayBufferWriter<float> _output = new();
    private readonly SincResampler? _resampler = filter is null ? null : new(filter);

    public ReadOnlySpan<float> Ready => _output.WrittenSpan;

    public Span<float> Input(int samples) => _input.AsSpan(0, samples);

    public void Pass(int samples)
    {
        if (_resampler is null)
        {
            _output.Write(_input.AsSpan(0, samples));
        }
        else
        {
            _resampler.Resample(_input.AsSpan(0, samples), _output);
        }
    }

    public void Complete() => _resampler?.Complete(_output);

    public void Clear() => _output.ResetWrittenCount();
}
