namespace Mimi.Proof.Hanging.Members;

/// <summary>Reads sequences to their end.</summary>
internal static class Reading
{
    public static async Task ReadAsync<T>(this IAsyncEnumerable<T> sequence)
    {
        await foreach (T _ in sequence)
        {
            // Whatever it is.
        }
    }
}
