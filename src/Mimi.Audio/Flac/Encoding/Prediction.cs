namespace Mimi.Audio.Flac.Encoding;

/// <summary>One way to predict a block, and what it leaves over.</summary>
internal sealed class Prediction(int maxFrames)
{
    /// <summary>The bits of the field that states the precision of coefficients, and of the one that states their shift.</summary>
    private const int PrecisionAndShiftBits = 4 + 5;

    private readonly uint[] _folded = new uint[maxFrames];
    private readonly int[] _coefficients = new int[LevelSettings.HighestLpcOrder];
    private readonly RicePartitions _partitions = new();
    private int _frames;
    private int _precision; // 0 for a fixed predictor.
    private int _shift;

    public SubframeKind Kind => _precision == 0 ? SubframeKind.Fixed : SubframeKind.Lpc;

    public int Order { get; private set; }

    /// <summary>Gets the exact size of the subframe after its header.</summary>
    public long Bits { get; private set; }

    public void PlanFixed(ReadOnlySpan<int> samples, int order, int sampleBits, int maxPartitionOrder)
    {
        _precision = 0;
        FixedPredictor.Predict(samples, order, _folded);
        Plan(samples.Length, order, order * sampleBits, maxPartitionOrder);
    }

    /// <returns><see langword="false"/> if no integers come near the predictor.</returns>
    public bool TryPlanLpc(ReadOnlySpan<int> samples, ReadOnlySpan<double> predictor, int precision, int sampleBits, int maxPartitionOrder)
    {
        int order = predictor.Length;
        _precision = precision;
        if (!CoefficientQuantizer.TryRound(predictor, precision, _coefficients, out _shift))
        {
            return false;
        }

        LinearPredictor.Predict(samples, _coefficients.AsSpan(0, order), _shift, _folded);
        Plan(samples.Length, order, (order * (sampleBits + precision)) + PrecisionAndShiftBits, maxPartitionOrder);
        return true;
    }

    /// <param name="bits">Takes the subframe after its header.</param>
    /// <param name="samples">What was predicted.</param>
    /// <param name="sampleBits">The bits of a sample.</param>
    public void Write(BitWriter bits, ReadOnlySpan<int> samples, int sampleBits)
    {
        foreach (int sample in samples[..Order])
        {
            bits.WriteSigned(sample, sampleBits);
        }

        if (_precision > 0)
        {
            bits.Write((uint)_precision - 1, 4);
            bits.WriteSigned(_shift, 5);
            foreach (int coefficient in _coefficients.AsSpan(0, Order))
            {
                bits.WriteSigned(coefficient, _precision);
            }
        }

        _partitions.Write(bits, _folded.AsSpan(0, _frames - Order));
    }

    private void Plan(int frames, int order, int bitsBeforeResidual, int maxPartitionOrder)
    {
        _frames = frames;
        Order = order;
        _partitions.Plan(_folded.AsSpan(0, frames - order), frames, maxPartitionOrder);
        Bits = bitsBeforeResidual + _partitions.Bits;
    }
}
