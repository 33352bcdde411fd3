using System.Text.Json;

namespace Mimi.Client.NictTts;

/// <summary>Tells audio from errors: which content types the service uses is not published.</summary>
internal static class ReplyKinds
{
    public static ReplyKind OfType(string? contentType)
    {
        ReadOnlySpan<char> type = contentType.AsSpan();
        type = type[..(type.IndexOf(';') is var end and >= 0 ? end : type.Length)].Trim();
        return type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? ReplyKind.Audio
            : Is(type, "application/json") || Is(type, "text/json") || Is(type, "text/html") || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) ? ReplyKind.Error
            : ReplyKind.Unknown;
    }

    /// <summary>Tells by its first byte that an answer is not JSON. A sample can have that byte as well, so it does not tell that it is.</summary>
    public static ReplyKind OfBeginning(ReadOnlySpan<byte> bytes) => bytes.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] ? ReplyKind.Unknown : ReplyKind.Audio;

    /// <summary>Tells whether bytes are JSON, or the beginning of it.</summary>
    public static bool IsJson(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        try
        {
            var json = new Utf8JsonReader(bytes, isWhole, default);
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Is(ReadOnlySpan<char> type, string expected) => type.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
