using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Mimi.Server.Http;

/// <summary>Keeps texts to a length that can be served.</summary>
internal static class TextLimit
{
    /// <summary>How many bytes a character of a text can take on its way: four of UTF-8, each percent-encoded.</summary>
    private const int MaxBytesPerCharacter = 12;
    private const int OtherFieldsBytes = 16_384;
    private const int MaxShownCharacters = 40;

    /// <summary>Gets how large a body with such a text can be.</summary>
    public static int BodyBytes(int maxCharacters) => (maxCharacters * MaxBytesPerCharacter) + OtherFieldsBytes;

    public static string Check(string text, int maxCharacters)
    {
        int characters = text.EnumerateRunes().Count();
        return characters <= maxCharacters
            ? text
            : throw new RefusedException(StatusCodes.Status413PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"The text has {characters} characters; {maxCharacters} are allowed. Send it in pieces."));
    }

    /// <summary>Makes a caller's value fit into a message.</summary>
    public static string Shorten(string value)
    {
        if (value.Length <= MaxShownCharacters)
        {
            return value;
        }

        bool isPairCut = char.IsHighSurrogate(value[MaxShownCharacters - 1]) && char.IsLowSurrogate(value[MaxShownCharacters]);
        return string.Concat(value.AsSpan(0, isPairCut ? MaxShownCharacters - 1 : MaxShownCharacters), "…");
    }
}
