using System.Buffers;
using System.Buffers.Binary;

namespace Mimi.Audio.Conversion;

/// <summary>Turns a stream of PCM bytes into 16-bit PCM of another rate or other channels.</summary>
/// <remarks>The result does not depend on how the bytes are cut into chunks; a cut may fall inside a sample. What is louder than full scale is clipped. Not thread-safe.</remarks>
public sealed class Pcm16Converter : IByteConversion
{
    private const int BlockSamples = 4_096;

    private readonly SampleLayout _layout;
    private readonly int _channels;
    private readonly PcmChannels _wanted;
    private readonly float[] _samples = new float[BlockSamples];
    private readonly ChannelOutput[] _outputs;
    private readonly byte[] _split; // The beginning of a frame whose end has not come yet.
    private readonly int _blockBytes;
    private int _splitBytes;
    private bool _completed;

    /// <summary>Initializes a new instance of the <see cref="Pcm16Converter"/> class.</summary>
    /// <param name="source">What the bytes are: signed little-endian integers of 8, 16, 24 or 32 bits.</param>
    /// <param name="target">What they should become.</param>
    /// <exception cref="ArgumentException">The format is not set, or has no such channel.</exception>
    public Pcm16Converter(PcmFormat source, PcmTarget target)
        : this(new SampleLayout(SampleKind.Signed, source.BitsPerSample / 8), source.SampleRate, source.Channels, target)
    {
    }

    internal Pcm16Converter(SampleLayout layout, int sampleRate, int channels, PcmTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        OutputFormat = target.Of(channels == 0 ? default : new PcmFormat(sampleRate, channels));
        _layout = layout;
        _channels = channels;
        _wanted = target.Channels;
        _split = new byte[layout.Bytes * channels];
        _blockBytes = BlockSamples / channels * _split.Length;
        ResamplingFilter? filter = OutputFormat.SampleRate == sampleRate ? null : ResamplingFilter.For(sampleRate, OutputFormat.SampleRate);
        _outputs = [.. Enumerable.Range(0, OutputFormat.Channels).Select(_ => new ChannelOutput(filter, BlockSamples / channels))];
    }

    /// <summary>Gets what comes out.</summary>
    public PcmFormat OutputFormat { get; }

    /// <summary>Converts the next bytes. What a resampler still needs the future for comes with a later call.</summary>
    /// <param name="audio">Any number of bytes. They are not kept.</param>
    /// <param name="output">Takes 16-bit little-endian samples, those of one instant side by side.</param>
    /// <exception cref="InvalidOperationException"><see cref="Complete"/> was called.</exception>
    public void Convert(ReadOnlySpan<byte> audio, IBufferWriter<byte> output)
    {
        while (!audio.IsEmpty)
        {
            ConvertSome(ref audio, output);
        }
    }

    /// <summary>Converts what was held back; no more audio follows. Half a frame at the end is dropped.</summary>
    /// <param name="output">Takes the last samples.</param>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public void Complete(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ThrowIfCompleted();
        _completed = true;
        foreach (ChannelOutput channel in _outputs)
        {
            channel.Complete();
        }

        Interleave(output);
    }

    bool IByteConversion.TryConvert(ref ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        if (input.IsEmpty)
        {
            return false;
        }

        ConvertSome(ref input, output);
        return true;
    }

    private void ConvertSome(ref ReadOnlySpan<byte> audio, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ThrowIfCompleted();
        if (_splitBytes > 0 || audio.Length < _split.Length)
        {
            int missing = Math.Min(_split.Length - _splitBytes, audio.Length);
            audio[..missing].CopyTo(_split.AsSpan(_splitBytes));
            _splitBytes += missing;
            audio = audio[missing..];
            if (_splitBytes == _split.Length)
            {
                _splitBytes = 0;
                ConvertFrames(_split, output);
            }

            return;
        }

        int bytes = Math.Min(_blockBytes, audio.Length);
        bytes -= bytes % _split.Length;
        ConvertFrames(audio[..bytes], output);
        audio = audio[bytes..];
    }

    private void ConvertFrames(ReadOnlySpan<byte> frames, IBufferWriter<byte> output)
    {
        int count = frames.Length / _split.Length;
        Span<float> samples = _samples.AsSpan(0, count * _channels);
        SampleReader.Read(_layout, frames, samples);
        for (int i = 0; i < _outputs.Length; i++)
        {
            Span<float> channel = _outputs[i].Input(count);
            if (_wanted.IsMono)
            {
                ChannelPicker.Mix(samples, _channels, channel);
            }
            else
            {
                ChannelPicker.Pick(samples, _channels, _wanted.Index ?? i, channel);
            }

            _outputs[i].Pass(count);
        }

        Interleave(output);
    }

    private void Interleave(IBufferWriter<byte> output)
    {
        int frames = _outputs[0].Ready.Length;
        int step = OutputFormat.BytesPerFrame;
        if (frames == 0)
        {
            return;
        }

        Span<byte> target = output.GetSpan(frames * step)[..(frames * step)];
        for (int channel = 0; channel < _outputs.Length; channel++)
        {
            ReadOnlySpan<float> samples = _outputs[channel].Ready;
            for (int i = 0; i < samples.Length; i++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(target[((i * step) + (channel * sizeof(short)))..], Round(samples[i]));
            }

            _outputs[channel].Clear();
        }

        output.Advance(frames * step);
    }

    /// <summary>What is no number becomes silence.</summary>
    private static short Round(float sample) => (short)Math.Clamp(MathF.Round(sample * 32_768), short.MinValue, short.MaxValue);

    private void ThrowIfCompleted()
    {
        if (_completed)
        {
            throw new InvalidOperationException("The conversion is complete: use a new converter for other audio.");
        }
    }
}
