using System.Runtime.InteropServices;
using Mimi.Client.Sessions;

namespace Mimi.Client.Continuous;

/// <summary>Measures the audio block by block, and tells what is quiet against a floor and a peak that follow the audio.</summary>
/// <remarks>The figures are ours, tried on speech with and without noise: the floor falls at once and rises by 1.5 dB a second, the peak the other way round.</remarks>
internal sealed class LoudnessMeter
{
    private const double FloorRiseDecibels = 0.03;
    private const double PeakFallDecibels = 0.02;
    private const double LowestFloorDecibels = -70;
    private const double FirstFloorDecibels = -50;
    private const double SilenceDecibels = -60;
    private const double QuietShare = 0.3; // Of the way from the floor to the peak.
    private const double Adaptation = 0.3;

    private double _floor = FirstFloorDecibels;
    private double _peak = FirstFloorDecibels;
    private long _squares;
    private int _values;
    private int _lowByte = -1; // The first half of a value that a chunk's end has cut.

    public void Add(ReadOnlySpan<byte> audio)
    {
        int i = 0;
        if (_lowByte >= 0 && !audio.IsEmpty)
        {
            Add((short)(_lowByte | (audio[i++] << 8)));
            _lowByte = -1;
        }

        if (BitConverter.IsLittleEndian)
        {
            ReadOnlySpan<short> values = MemoryMarshal.Cast<byte, short>(audio[i..]);
            _squares += Loudness.SumOfSquares(values);
            _values += values.Length;
            i += values.Length * sizeof(short);
        }

        for (; i + 1 < audio.Length; i += 2)
        {
            Add((short)(audio[i] | (audio[i + 1] << 8)));
        }

        if (i < audio.Length)
        {
            _lowByte = audio[i];
        }
    }

    /// <summary>Ends a block.</summary>
    /// <param name="decibels">How loud it was, against full scale.</param>
    /// <returns>Whether it was quiet.</returns>
    public bool EndBlock(out double decibels)
    {
        decibels = 10 * Math.Log10(((double)_squares / Math.Max(1, _values) / (32_768d * 32_768d)) + 1e-10);
        (_squares, _values) = (0, 0);
        _floor = Math.Max(LowestFloorDecibels, decibels < _floor ? _floor + ((decibels - _floor) * Adaptation) : _floor + FloorRiseDecibels);
        _peak = Math.Max(_floor, decibels > _peak ? _peak + ((decibels - _peak) * Adaptation) : _peak - PeakFallDecibels);
        return decibels < Math.Max(SilenceDecibels, _floor + ((_peak - _floor) * QuietShare));
    }

    private void Add(short value)
    {
        _squares += value * value;
        _values++;
    }
}
