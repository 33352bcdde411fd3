using System.Buffers.Binary;

namespace Mimi.Audio.Metering;

/// <summary>Measures how loud 16-bit PCM is, over a window that moves with it.</summary>
/// <remarks>Levels are in decibels below full scale (dBFS): a square wave of full scale has 0, a sine −3.01 RMS, silence negative infinity. All channels count together. Not thread-safe.</remarks>
public sealed class LevelMeter
{
    private const int StepsPerWindow = 10;
    private const double FullScale = 32_768;

    private readonly double[] _squares = new double[StepsPerWindow];
    private readonly int[] _peaks = new int[StepsPerWindow];
    private readonly int _samplesPerStep;
    private int _step;
    private int _samples; // In the current step.
    private int _half = -1;
    private long _total;

    /// <summary>Initializes a new instance of the <see cref="LevelMeter"/> class.</summary>
    /// <param name="format">What the bytes are: 16-bit samples.</param>
    /// <param name="window">How much audio a level is about, 10 ms to 60 s, or <see langword="null"/> for 300 ms. It moves by tenths of itself.</param>
    /// <exception cref="ArgumentException">The format has not 16 bits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window is outside its range.</exception>
    public LevelMeter(PcmFormat format, TimeSpan? window = null)
    {
        TimeSpan length = window ?? TimeSpan.FromMilliseconds(300);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.FromMilliseconds(10), nameof(window));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, TimeSpan.FromSeconds(60), nameof(window));
        _samplesPerStep = (int)Math.Max(1, length.Ticks * format.SampleRate / TimeSpan.TicksPerSecond / StepsPerWindow) * SixteenBits.ChannelsOf(format);
    }

    /// <summary>Gets the root of the mean square over the window, in dBFS.</summary>
    public double RmsDecibels
    {
        get
        {
            long measured = Math.Min(_total, ((StepsPerWindow - 1L) * _samplesPerStep) + _samples);
            return measured == 0 ? double.NegativeInfinity : 10 * Math.Log10(_squares.Sum() / measured / (FullScale * FullScale));
        }
    }

    /// <summary>Gets the loudest sample of the window, in dBFS.</summary>
    public double PeakDecibels => 20 * Math.Log10(_peaks.Max() / FullScale);

    /// <summary>Measures the next audio.</summary>
    /// <param name="pcm">16-bit little-endian samples. Any number of bytes, cut anywhere; they are not kept.</param>
    public void Write(ReadOnlySpan<byte> pcm)
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
    }

    private void Add(short sample)
    {
        if (_samples == _samplesPerStep)
        {
            _step = (_step + 1) % StepsPerWindow;
            _squares[_step] = 0;
            _peaks[_step] = 0;
            _samples = 0;
        }

        _samples++;
        _total++;
        _squares[_step] += (double)sample * sample;
        _peaks[_step] = Math.Max(_peaks[_step], Math.Abs((int)sample));
    }
}
