namespace Mimi.Client.Services;

/// <summary>A text that a caller hands over. Messages do not show it.</summary>
internal static class TextArgument
{
    /// <exception cref="ArgumentException">The text is empty or blank, or has half a surrogate pair, which no encoding of it can carry.</exception>
    public static string Checked(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    throw new ArgumentException($"The text is not valid UTF-16: at index {i} is half a surrogate pair.", nameof(text));
                }

                i++;
            }
        }

        return text;
    }
}
