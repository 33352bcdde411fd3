namespace Mimi.Client;

/// <summary>Checks what options share. The parameter is called <c>value</c>, as it is where options are set, because messages name it.</summary>
internal static class OptionRange
{
    /// <exception cref="ArgumentOutOfRangeException">The value is less than <paramref name="least"/>, or more than <paramref name="most"/>.</exception>
    public static T Between<T>(T value, T least, T most)
        where T : IComparable<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or longer than <paramref name="longest"/>.</exception>
    public static TimeSpan Positive(TimeSpan value, TimeSpan longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, longest);
        return value;
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is zero, longer than <paramref name="longest"/>, or negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static TimeSpan PositiveOrInfinite(TimeSpan value, TimeSpan longest) => value == Timeout.InfiniteTimeSpan ? value : Positive(value, longest);
}
