using System.Numerics;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>Cuts a residual into parts and chooses a Rice parameter for each (RFC 9639, section 9.2.7).</summary>
internal sealed class RicePartitions
{
    /// <summary>The highest parameter that 4 bits can state; the next one is the escape.</summary>
    private const int MaxParameter = 14;
    private const int Escape = 15;
    private const int ParameterBits = 4;
    private const int RawWidthBits = 5;
    private const int MaxPartitions = 1 << LevelSettings.HighestPartitionOrder;

    private readonly ulong[] _sums = new ulong[MaxPartitions];
    private readonly int[] _widths = new int[MaxPartitions];
    private readonly int[] _trial = new int[MaxPartitions];
    private readonly int[] _parameters = new int[MaxPartitions]; // Of the chosen order; Escape means raw numbers.
    private readonly int[] _chosenWidths = new int[MaxPartitions];
    private int _order;
    private int _frames;
    private int _warmUp;

    /// <summary>Gets the exact size of the coded residual.</summary>
    public long Bits { get; private set; }

    /// <param name="folded">The residual: one number for each sample after the first ones.</param>
    /// <param name="frames">The size of the block.</param>
    /// <param name="maxOrder">The finest cut that is tried.</param>
    public void Plan(ReadOnlySpan<uint> folded, int frames, int maxOrder)
    {
        _frames = frames;
        _warmUp = frames - folded.Length;
        int order = Math.Min(maxOrder, BitOperations.TrailingZeroCount(frames));
        while (order > 0 && frames >> order <= _warmUp)
        {
            order--;
        }

        Measure(folded, order);
        ulong best = ulong.MaxValue;
        for (; order >= 0; order--)
        {
            ulong bits = Estimate(order);
            if (bits < best)
            {
                best = bits;
                _order = order;
                _trial.AsSpan(0, 1 << order).CopyTo(_parameters);
                _widths.AsSpan(0, 1 << order).CopyTo(_chosenWidths);
            }

            Merge(order);
        }

        Refine(folded);
    }

    /// <param name="bits">Takes the coded residual.</param>
    /// <param name="folded">The residual of the plan.</param>
    public void Write(BitWriter bits, ReadOnlySpan<uint> folded)
    {
        bits.Write(0, 2); // Parameters of 4 bits.
        bits.Write((uint)_order, 4);
        for (int part = 0; part < 1 << _order; part++)
        {
            int length = LengthOf(part, _order);
            int parameter = _parameters[part];
            bits.Write((uint)parameter, ParameterBits);
            if (parameter == Escape)
            {
                RiceCode.WriteRaw(bits, folded[..length], _chosenWidths[part]);
            }
            else
            {
                RiceCode.Write(bits, folded[..length], parameter);
            }

            folded = folded[length..];
        }
    }

    private int LengthOf(int part, int order) => (_frames >> order) - (part == 0 ? _warmUp : 0);

    private void Measure(ReadOnlySpan<uint> folded, int order)
    {
        for (int part = 0; part < 1 << order; part++)
        {
            int length = LengthOf(part, order);
            _widths[part] = FoldedNumbers.BitsOf(folded[..length]);
            _sums[part] = FoldedNumbers.Sum(folded[..length], _widths[part], 0);
            folded = folded[length..];
        }
    }

    private void Merge(int order)
    {
        for (int part = 0; part < 1 << order >> 1; part++)
        {
            _sums[part] = _sums[2 * part] + _sums[(2 * part) + 1];
            _widths[part] = Math.Max(_widths[2 * part], _widths[(2 * part) + 1]);
        }
    }

    private ulong Estimate(int order)
    {
        ulong total = 0;
        for (int part = 0; part < 1 << order; part++)
        {
            ulong length = (ulong)LengthOf(part, order);
            ulong sum = _sums[part];
            int parameter = length == 0 || sum <= length ? 0 : Math.Min(MaxParameter, BitOperations.Log2(sum / length));
            ulong bits = Estimate(length, sum, parameter);
            if (parameter < MaxParameter && Estimate(length, sum, parameter + 1) is var more && more < bits)
            {
                bits = more;
                parameter++;
            }

            _trial[part] = parameter;
            total += ParameterBits + Math.Min(bits, RawWidthBits + (length * (ulong)_widths[part]));
        }

        return total;
    }

    /// <summary>The bits that a part takes, if the bits below the parameter are as often set as not.</summary>
    private static ulong Estimate(ulong length, ulong sum, int parameter)
    {
        ulong below = length * ((1UL << parameter) - 1) / 2;
        return (length * (ulong)(parameter + 1)) + (sum > below ? (sum - below) >> parameter : 0);
    }

    private void Refine(ReadOnlySpan<uint> folded)
    {
        Bits = 2 + 4;
        for (int part = 0; part < 1 << _order; part++)
        {
            int length = LengthOf(part, _order);
            int width = _chosenWidths[part];
            int guess = _parameters[part];
            long best = width >= 32 ? long.MaxValue : RawWidthBits + ((long)length * width);
            _parameters[part] = Escape;
            for (int parameter = Math.Max(0, guess - 1); parameter <= Math.Min(MaxParameter, guess + 1); parameter++)
            {
                long bits = ((long)length * (parameter + 1)) + (long)FoldedNumbers.Sum(folded[..length], width, parameter);
                if (bits < best)
                {
                    best = bits;
                    _parameters[part] = parameter;
                }
            }

            Bits += ParameterBits + best;
            folded = folded[length..];
        }
    }
}
