namespace Mimi.Proof.Fuzzing;

/// <summary>The dice of one case: the same seed and case number throw the same on every machine (SplitMix64, public domain, by S. Vigna).</summary>
internal sealed class FuzzRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state;

    public FuzzRandom(long seed, long number)
    {
        _state = (ulong)seed;
        _state = Next() + ((ulong)number * Step);
        Next();
    }

    public ulong Next()
    {
        ulong mixed = _state += Step;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Throws a number from 0 to below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (uint)count);

    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>Throws a length: mostly small, at times anything up to <paramref name="most"/>.</summary>
    public int Size(int most) => Below(1 + (Below(8) == 0 ? most : Math.Min(most, 16)));

    /// <summary>Is true so many times in a thousand.</summary>
    public bool Permille(int times) => Below(1_000) < times;

    public bool Percent(int times) => Below(100) < times;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)Next();
        }

        return bytes;
    }
}
