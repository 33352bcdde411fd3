using System.Numerics;

namespace Mimi.Audio.Flac.Encoding;

/// <summary>Sums over folded residuals.</summary>
internal static class FoldedNumbers
{
    /// <summary>Numbers of so few bits can be added up in 32 bits, a block of any size over.</summary>
    private const int SafeBits = 18;

    /// <summary>Tells how many bits the largest number has.</summary>
    public static int BitsOf(ReadOnlySpan<uint> numbers)
    {
        Vector<uint> seen = Vector<uint>.Zero;
        int at = 0;
        for (; at <= numbers.Length - Vector<uint>.Count; at += Vector<uint>.Count)
        {
            seen |= new Vector<uint>(numbers[at..]);
        }

        uint all = 0;
        for (int lane = 0; lane < Vector<uint>.Count; lane++)
        {
            all |= seen[lane];
        }

        for (; at < numbers.Length; at++)
        {
            all |= numbers[at];
        }

        return 32 - BitOperations.LeadingZeroCount(all);
    }

    /// <summary>Adds the numbers up, each without its lowest bits.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="bits">What <see cref="BitsOf"/> says, or more.</param>
    /// <param name="shift">How many bits each is shifted right.</param>
    public static ulong Sum(ReadOnlySpan<uint> numbers, int bits, int shift)
    {
        ulong sum = 0;
        int at = 0;
        if (bits <= SafeBits)
        {
            Vector<uint> sums = Vector<uint>.Zero;
            for (; at <= numbers.Length - Vector<uint>.Count; at += Vector<uint>.Count)
            {
                sums += Vector.ShiftRightLogical(new Vector<uint>(numbers[at..]), shift);
            }

            Vector.Widen(sums, out Vector<ulong> low, out Vector<ulong> high);
            sum = Vector.Sum(low + high);
        }

        for (; at < numbers.Length; at++)
        {
            sum += numbers[at] >> shift;
        }

        return sum;
    }
}
