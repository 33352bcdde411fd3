namespace Mimi.Proof.Fuzzing;

/// <summary>Checks of a case.</summary>
internal static class Expect
{
    public static void That(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new FuzzViolationException(otherwise);
        }
    }

    /// <summary>Checks that a string is text: half a surrogate pair cannot be shown, stored or sent.</summary>
    public static void Text(string? value, string what)
    {
        for (int i = 0; value is not null && i < value.Length; i++)
        {
            if (char.IsSurrogate(value[i]))
            {
                That(char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]), $"{what} has half a surrogate pair at {i}.");
                i++;
            }
        }
    }
}
