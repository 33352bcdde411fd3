using System.Buffers;
using System.Net;

namespace Mimi.Client.Engines.Direct;

/// <summary>Reads an answer up to its body, within bounds.</summary>
internal static class AnswerReader
{
    /// <summary>How long the head may be: as much as <see cref="SocketsHttpHandler"/> takes unless it is told otherwise.</summary>
    private const int MaxHeadBytes = 65_536;

    private const int FirstBytes = 2_048;

    /// <exception cref="HttpIOException">The connection ended, or what came is not HTTP.</exception>
    public static async Task<HttpResponseMessage> ReadAsync(Stream stream, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        int filled = 0;
        while (true)
        {
            if (AnswerHead.FindEnd(buffer.AsSpan(0, filled)) is { } end)
            {
                HttpResponseMessage answer = AnswerHead.Parse(buffer.AsSpan(0, end));
                byte[] rest = buffer[end..filled];
                if ((int)answer.StatusCode is >= 200 or (int)HttpStatusCode.SwitchingProtocols)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    return Complete(answer, request, stream, rest);
                }

                answer.Dispose(); // One that only says that another will come (RFC 9110, section 15.2).
                rest.CopyTo(buffer, 0);
                filled = rest.Length;
                continue;
            }

            buffer = filled == buffer.Length ? Grow(buffer) : buffer;
            int read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded, "The connection ended before the answer did.");
            }

            filled += read;
        }
    }

    private static HttpResponseMessage Complete(HttpResponseMessage answer, HttpRequestMessage request, Stream stream, byte[] rest)
    {
        Stream all = rest.Length == 0 ? stream : new PrefixedStream(rest, stream);
        Stream body = answer.StatusCode == HttpStatusCode.SwitchingProtocols ? all : AnswerBody.Of(answer, all);
        var content = new ConnectionContent(body);
        answer.Content.Headers.CopyTo(content.Headers, static (_, _) => false);
        answer.Content = content;
        answer.RequestMessage = request;
        return answer;
    }

    private static byte[] Grow(byte[] buffer)
    {
        if (buffer.Length >= MaxHeadBytes)
        {
            throw new HttpIOException(HttpRequestError.ConfigurationLimitExceeded, $"The answer's headers are longer than {MaxHeadBytes} bytes.");
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
