namespace Mimi.Audio.Flac.Decoding;

/// <summary>Reads what the predictor missed (RFC 9639, section 9.2.7).</summary>
internal sealed class ResidualReader(BitBuffer bits)
{
    private const int RawWidthBits = 5;

    /// <param name="samples">Takes the residual, behind the samples that have no past.</param>
    /// <param name="order">How many samples have no past.</param>
    public IEnumerable<bool> Read(Memory<int> samples, int order)
    {
        while (!bits.Has(2 + 4))
        {
            yield return false;
        }

        uint method = bits.Read(2);
        int partitionOrder = (int)bits.Read(4);
        int partFrames = samples.Length >> partitionOrder;
        if (method > 1)
        {
            throw FlacError.Damaged("a residual is coded in a way that is reserved");
        }

        if (partFrames << partitionOrder != samples.Length || partFrames < order)
        {
            throw FlacError.Damaged("a residual has parts that do not fit its block");
        }

        int parameterBits = method == 0 ? 4 : 5;
        int escape = (1 << parameterBits) - 1;
        int start = order;
        for (int part = 1; part <= 1 << partitionOrder; part++)
        {
            while (!bits.Has(parameterBits))
            {
                yield return false;
            }

            int parameter = (int)bits.Read(parameterBits);
            bool isRaw = parameter == escape;
            while (isRaw && !bits.Has(RawWidthBits))
            {
                yield return false;
            }

            parameter = isRaw ? (int)bits.Read(RawWidthBits) : parameter;
            int end = part * partFrames;
            while ((start += Read(samples.Span[start..end], parameter, isRaw)) < end)
            {
                yield return false;
            }
        }
    }

    private int Read(Span<int> numbers, int parameter, bool isRaw) => isRaw ? bits.ReadSigned(numbers, parameter) : bits.ReadRice(numbers, parameter);
}
