namespace Mimi.Client.Bench;

/// <summary>Ends a comparison of what does not do the same.</summary>
internal static class Same
{
    public static void Check(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual) => Check(expected.SequenceEqual(actual));

    public static void Check(bool isSame)
    {
        if (!isSame)
        {
            throw new InvalidOperationException("What is compared does not do the same.");
        }
    }
}
