using System.Globalization;
using System.Net;
using System.Text;

namespace Mimi.Client.Engines.Direct;

/// <summary>The status line and the headers of an answer in HTTP/1.1 (RFC 9112, sections 2, 4 and 5).</summary>
internal static class AnswerHead
{
    private const byte LineFeed = (byte)'\n';

    private static ReadOnlySpan<byte> Version => "HTTP/1."u8;

    /// <returns>Where the empty line ends that ends the head; <see langword="null"/> if it has not come yet.</returns>
    /// <exception cref="HttpIOException">What has come is no beginning of an answer.</exception>
    public static int? FindEnd(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> begin = bytes[..Math.Min(bytes.Length, Version.Length)];
        if (!Version.StartsWith(begin))
        {
            throw NotHttp("does not begin as HTTP/1.1 does");
        }

        int position = 0;
        while (bytes[position..].IndexOf(LineFeed) is var length and >= 0)
        {
            ReadOnlySpan<byte> line = bytes.Slice(position, length);
            position += length + 1;
            if (line is [] or [(byte)'\r'])
            {
                return position;
            }
        }

        return null;
    }

    /// <param name="head">All of it, the empty line included.</param>
    /// <exception cref="HttpIOException">It is not HTTP.</exception>
    public static HttpResponseMessage Parse(ReadOnlySpan<byte> head)
    {
        string[] lines = Encoding.Latin1.GetString(head).Split('\n');
        var answer = new HttpResponseMessage(StatusOf(lines[0].TrimEnd('\r')));
        foreach (string line in lines.AsSpan(1))
        {
            Add(answer, line.TrimEnd('\r'));
        }

        return answer;
    }

    private static HttpStatusCode StatusOf(string line)
    {
        // HTTP/1.1 101 Switching Protocols
        if (line.Length < 12 || !char.IsAsciiDigit(line[7]) || line[8] != ' ' || (line.Length > 12 && line[12] != ' '))
        {
            throw NotHttp("has no proper status line");
        }

        return int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status >= 100 ? (HttpStatusCode)status : throw NotHttp("has no proper status");
    }

    private static void Add(HttpResponseMessage answer, string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || line.AsSpan(0, colon).ContainsAny(' ', '\t'))
        {
            throw NotHttp("has a header without a proper name");
        }

        string name = line[..colon];
        string value = line[(colon + 1)..].Trim(' ', '\t');
        if (!answer.Headers.TryAddWithoutValidation(name, value))
        {
            answer.Content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static HttpIOException NotHttp(string flaw) => new(HttpRequestError.InvalidResponse, $"The answer {flaw}.");
}
