namespace Mimi.Audio.Flac.Decoding;

/// <summary>Reads the samples of one channel of a block (RFC 9639, section 9.2).</summary>
internal sealed class SubframeReader(BitBuffer bits)
{
    private const int FixedType = 8;
    private const int LpcType = 32;
    private const int InvalidPrecision = 16;

    private readonly ResidualReader _residual = new(bits);
    private readonly int[] _coefficients = new int[32];
    private int _wasted;

    /// <param name="samples">Takes the samples.</param>
    /// <param name="width">The bits of a sample.</param>
    public IEnumerable<bool> Read(Memory<int> samples, int width)
    {
        while (!bits.Has(8))
        {
            yield return false;
        }

        uint header = bits.Read(8);
        int type = (int)(header >> 1);
        _wasted = 0;
        if ((header & 1) == 1)
        {
            foreach (bool wait in ReadWasted(width))
            {
                yield return wait;
            }
        }

        width -= _wasted;
        IEnumerable<bool> reading = type switch
        {
            0 => ReadConstant(samples, width),
            1 => ReadSamples(samples, width),
            >= FixedType and <= FixedType + 4 => ReadFixed(samples, width, type - FixedType),
            >= LpcType and < LpcType + 32 => ReadLpc(samples, width, type - LpcType + 1),
            _ => throw FlacError.Damaged("a channel is of a kind that is reserved"),
        };
        foreach (bool wait in reading)
        {
            yield return wait;
        }

        if (_wasted > 0)
        {
            foreach (ref int sample in samples.Span)
            {
                sample <<= _wasted;
            }
        }
    }

    private static void CheckOrder(int order, int samples)
    {
        if (order > samples)
        {
            throw FlacError.Damaged("a block is shorter than its predictor");
        }
    }

    private IEnumerable<bool> ReadWasted(int width)
    {
        do
        {
            while (!bits.Has(1))
            {
                yield return false;
            }

            if (++_wasted >= width)
            {
                throw FlacError.Damaged("a channel has no bits left");
            }
        }
        while (bits.Read(1) == 0);
    }

    private IEnumerable<bool> ReadConstant(Memory<int> samples, int width)
    {
        while (!bits.Has(width))
        {
            yield return false;
        }

        samples.Span.Fill(bits.ReadSigned(width));
    }

    private IEnumerable<bool> ReadSamples(Memory<int> samples, int width)
    {
        int read = 0;
        while ((read += bits.ReadSigned(samples.Span[read..], width)) < samples.Length)
        {
            yield return false;
        }
    }

    private IEnumerable<bool> ReadFixed(Memory<int> samples, int width, int order)
    {
        CheckOrder(order, samples.Length);
        foreach (bool wait in ReadSamples(samples[..order], width))
        {
            yield return wait;
        }

        foreach (bool wait in _residual.Read(samples, order))
        {
            yield return wait;
        }

        Restoration.Fixed(samples.Span, order);
    }

    private IEnumerable<bool> ReadLpc(Memory<int> samples, int width, int order)
    {
        CheckOrder(order, samples.Length);
        foreach (bool wait in ReadSamples(samples[..order], width))
        {
            yield return wait;
        }

        while (!bits.Has(4 + 5))
        {
            yield return false;
        }

        int precision = (int)bits.Read(4) + 1;
        int shift = bits.ReadSigned(5);
        if (precision == InvalidPrecision || shift < 0)
        {
            throw FlacError.Damaged("a predictor is of a kind that is reserved");
        }

        foreach (bool wait in ReadSamples(_coefficients.AsMemory(0, order), precision))
        {
            yield return wait;
        }

        foreach (bool wait in _residual.Read(samples, order))
        {
            yield return wait;
        }

        Restoration.Lpc(samples.Span, _coefficients.AsSpan(0, order), shift, width + precision);
    }
}
