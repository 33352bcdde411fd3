using System.Buffers.Binary;

namespace Mimi.Audio.Metering;

/// <summary>Hears when somebody has finished speaking: so much silence after so much sound. A plain noise gate, not a detector of voices.</summary>
/// <remarks>The result does not depend on how the audio is cut into chunks. Not thread-safe.</remarks>
public sealed class SilenceGate
{
    private const int StepMilliseconds = 10;

    private readonly int _samplesPerStep;
    private readonly double _threshold; // The sum of squares of a step.
    private readonly int _silentSteps;
    private readonly int _soundSteps;
    private readonly PcmFormat _format;
    private double _squares;
    private int _samples;
    private int _half = -1;
    private long _steps;
    private int _silent;
    private int _sound;

    /// <summary>Initializes a new instance of the <see cref="SilenceGate"/> class.</summary>
    /// <param name="format">What the bytes are: 16-bit samples.</param>
    /// <param name="options">When an utterance is finished, or <see langword="null"/> for 800 ms below −45 dBFS.</param>
    /// <exception cref="ArgumentException">The format has not 16 bits.</exception>
    public SilenceGate(PcmFormat format, SilenceGateOptions? options = null)
    {
        options ??= new();
        _format = format;
        _samplesPerStep = Math.Max(1, format.SampleRate * StepMilliseconds / 1_000) * SixteenBits.ChannelsOf(format);
        _threshold = Math.Pow(10, options.ThresholdDecibels / 10) * 32_768.0 * 32_768.0 * _samplesPerStep;
        _silentSteps = Steps(options.Silence);
        _soundSteps = Steps(options.MinSound);
    }

    /// <summary>Gets a value indicating whether enough sound was heard for silence to end it.</summary>
    public bool HasSound => _sound >= _soundSteps;

    /// <summary>Gets a value indicating whether the utterance is finished. It stays so until <see cref="Reset"/>.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Gets where the silence began that the audio ends with, counted from the first sample, in steps of 10 ms.</summary>
    public TimeSpan SilenceStart => _format.DurationOf((_steps - _silent) * _samplesPerStep * sizeof(short));

    /// <summary>Listens to the next audio.</summary>
    /// <param name="pcm">16-bit little-endian samples. Any number of bytes, cut anywhere; they are not kept.</param>
    /// <returns>Whether the utterance is finished.</returns>
    public bool Write(ReadOnlySpan<byte> pcm)
    {
        if (_half >= 0 && !pcm.IsEmpty)
        {
            Add((short)(_half | pcm[0] << 8));
            _half = -1;
            pcm = pcm[1..];
        }

        for (; pcm.Length > 1; pcm = pcm[2..])
        {
            Add(BinaryPrimitives.ReadInt16LittleEndian(pcm));
        }

        _half = pcm.IsEmpty ? _half : pcm[0];
        return HasEnded;
    }

    /// <summary>Begins to wait for the next utterance, in the same audio.</summary>
    public void Reset()
    {
        HasEnded = false;
        _silent = 0;
        _sound = 0;
    }

    private static int Steps(TimeSpan time) => (int)Math.Ceiling(time.TotalMilliseconds / StepMilliseconds);

    private void Add(short sample)
    {
        _squares += (double)sample * sample;
        if (++_samples == _samplesPerStep)
        {
            Judge(_squares < _threshold);
            _squares = 0;
            _samples = 0;
        }
    }

    private void Judge(bool isSilent)
    {
        _steps++;
        if (isSilent)
        {
            _silent++;
            HasEnded |= HasSound && _silent >= _silentSteps;
        }
        else
        {
            _silent = 0;
            _sound++;
        }
    }
}
