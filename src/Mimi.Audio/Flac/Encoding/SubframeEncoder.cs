using System.Numerics;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>Finds the smallest description of one channel of a block, and writes it.</summary>
internal sealed class SubframeEncoder(LevelSettings level, int maxFrames)
{
    private const int HeaderBits = 8;
    private const uint FixedType = 8;
    private const uint LpcType = 32;

    private readonly int[] _samples = new int[maxFrames];
    private readonly LpcSearch _search = new(level, maxFrames);
    private Prediction _best = new(maxFrames);
    private Prediction _trial = new(maxFrames);
    private SubframeKind _kind;
    private int _frames;
    private int _sampleBits;
    private int _wasted;

    /// <summary>Gets the exact size of the subframe.</summary>
    public long Bits { get; private set; }

    /// <param name="samples">One channel; it is copied.</param>
    /// <param name="sampleBits">The bits of a sample.</param>
    public void Plan(ReadOnlySpan<int> samples, int sampleBits)
    {
        _frames = samples.Length;
        _wasted = WastedBits(samples);
        _sampleBits = sampleBits - _wasted;
        Span<int> kept = _samples.AsSpan(0, _frames);
        samples.CopyTo(kept);
        for (int i = 0; _wasted > 0 && i < kept.Length; i++)
        {
            kept[i] >>= _wasted;
        }

        long bits = PlanBest(kept);
        Bits = HeaderBits + _wasted + bits;
    }

    public void Write(BitWriter bits)
    {
        ReadOnlySpan<int> samples = _samples.AsSpan(0, _frames);
        uint type = _kind switch
        {
            SubframeKind.Constant => 0,
            SubframeKind.Verbatim => 1,
            SubframeKind.Fixed => FixedType + (uint)_best.Order,
            _ => LpcType + (uint)_best.Order - 1,
        };
        bits.Write(type << 1 | (_wasted > 0 ? 1u : 0u), HeaderBits);
        if (_wasted > 0)
        {
            bits.Write(1, _wasted); // So many less one, in zeros and a one.
        }

        if (_kind is SubframeKind.Fixed or SubframeKind.Lpc)
        {
            _best.Write(bits, samples, _sampleBits);
            return;
        }

        foreach (int sample in _kind == SubframeKind.Constant ? samples[..1] : samples)
        {
            bits.WriteSigned(sample, _sampleBits);
        }
    }

    private static int WastedBits(ReadOnlySpan<int> samples)
    {
        int all = 0;
        for (int i = 0; i < samples.Length && (all & 1) == 0; i++)
        {
            all |= samples[i];
        }

        return all == 0 ? 0 : BitOperations.TrailingZeroCount(all);
    }

    private long PlanBest(ReadOnlySpan<int> samples)
    {
        if (!samples.ContainsAnyExcept(samples[0]))
        {
            _kind = SubframeKind.Constant;
            return _sampleBits;
        }

        _best.PlanFixed(samples, FixedPredictor.BestOrder(samples), _sampleBits, level.MaxPartitionOrder);
        TryLpc(samples);
        long verbatim = (long)_frames * _sampleBits;
        _kind = _best.Bits < verbatim ? _best.Kind : SubframeKind.Verbatim;
        return Math.Min(_best.Bits, verbatim);
    }

    private void TryLpc(ReadOnlySpan<int> samples)
    {
        int precision = _search.Precision(samples.Length, _sampleBits);
        for (int window = 0; window < _search.Windows; window++)
        {
            ReadOnlySpan<double> predictor = _search.Propose(samples, window, _sampleBits + precision);
            if (!predictor.IsEmpty
                && _trial.TryPlanLpc(samples, predictor, precision, _sampleBits, level.MaxPartitionOrder)
                && _trial.Bits < _best.Bits)
            {
                (_best, _trial) = (_trial, _best);
            }
        }
    }
}
