using System.Buffers;
using System.Buffers.Binary;

namespace Mimi.Audio.Conversion;

/// <summary>Turns a stream of PCM bytes into what speech recognizers take: 16,000 Hz, one channel, −1 to 1.</summary>
/// <remarks>The result does not depend on how the bytes are cut into chunks; a cut may fall inside a sample. Not thread-safe.</remarks>
public sealed class PcmConverter
{
    /// <summary>The sample rate of the result, in hertz.</summary>
    public const int OutputSampleRate = 16_000;

    /// <summary>The lowest sample rate that is converted, in hertz.</summary>
    public const int MinSampleRate = 8_000;

    /// <summary>The highest sample rate that is converted, in hertz.</summary>
    public const int MaxSampleRate = 48_000;

    /// <summary>The most channels that are mixed down.</summary>
    public const int MaxChannels = 2;

    private const int BlockFrames = 1_024;

    private readonly PcmFormat _format;
    private readonly SincResampler? _resampler;
    private readonly float[] _mono = new float[BlockFrames];
    private readonly byte[] _split; // The beginning of a frame whose end has not come yet.
    private int _splitBytes;
    private bool _completed;

    /// <summary>Initializes a new instance of the <see cref="PcmConverter"/> class.</summary>
    /// <param name="format">What the bytes are: 16-bit samples, 8,000 to 48,000 a second, of one or two channels.</param>
    /// <exception cref="ArgumentException">The format is another one.</exception>
    public PcmConverter(PcmFormat format)
    {
        if (format is not { BitsPerSample: 16, SampleRate: >= MinSampleRate and <= MaxSampleRate, Channels: >= 1 and <= MaxChannels })
        {
            throw new ArgumentException($"{format} cannot be converted: give it 16-bit samples, {MinSampleRate} to {MaxSampleRate} a second, of one or two channels.", nameof(format));
        }

        _format = format;
        _split = new byte[format.BytesPerFrame];
        _resampler = format.SampleRate == OutputSampleRate ? null : new SincResampler(ResamplingFilter.For(format.SampleRate, OutputSampleRate));
    }

    /// <summary>Converts the next bytes. What a resampler still needs the future for comes with a later call.</summary>
    /// <param name="audio">Any number of bytes. They are not kept.</param>
    /// <param name="samples">Takes the converted samples.</param>
    /// <exception cref="InvalidOperationException"><see cref="Complete"/> was called.</exception>
    public void Convert(ReadOnlySpan<byte> audio, IBufferWriter<float> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ThrowIfCompleted();
        if (_splitBytes > 0)
        {
            int missing = Math.Min(_split.Length - _splitBytes, audio.Length);
            audio[..missing].CopyTo(_split.AsSpan(_splitBytes));
            _splitBytes += missing;
            audio = audio[missing..];
            if (_splitBytes < _split.Length)
            {
                return;
            }

            ConvertFrames(_split, samples);
            _splitBytes = 0;
        }

        int whole = audio.Length - (audio.Length % _split.Length);
        for (int at = 0; at < whole; at += BlockFrames * _split.Length)
        {
            ConvertFrames(audio[at..Math.Min(whole, at + (BlockFrames * _split.Length))], samples);
        }

        audio[whole..].CopyTo(_split);
        _splitBytes = audio.Length - whole;
    }

    /// <summary>Converts what was held back; no more audio follows. Half a sample at the end is dropped.</summary>
    /// <param name="samples">Takes the last samples.</param>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public void Complete(IBufferWriter<float> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ThrowIfCompleted();
        _completed = true;
        _resampler?.Complete(samples);
    }

    private void ConvertFrames(ReadOnlySpan<byte> frames, IBufferWriter<float> samples)
    {
        Span<float> mono = _mono.AsSpan(0, frames.Length / _split.Length);
        MixDown(frames, mono);
        if (_resampler is null)
        {
            samples.Write(mono);
        }
        else
        {
            _resampler.Resample(mono, samples);
        }
    }

    private void MixDown(ReadOnlySpan<byte> frames, Span<float> mono)
    {
        for (int i = 0; i < mono.Length; i++)
        {
            ReadOnlySpan<byte> frame = frames.Slice(i * _split.Length, _split.Length);
            int left = BinaryPrimitives.ReadInt16LittleEndian(frame);
            mono[i] = _format.Channels == 1 ? left / 32_768f : (left + BinaryPrimitives.ReadInt16LittleEndian(frame[2..])) / 65_536f;
        }
    }

    private void ThrowIfCompleted()
    {
        if (_completed)
        {
            throw new InvalidOperationException("The conversion is complete: use a new converter for other audio.");
        }
    }
}
