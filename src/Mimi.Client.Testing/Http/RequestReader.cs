using System.Globalization;
using System.Text;
using Mimi.Frames;

namespace Mimi.Client.Testing.Http;

/// <summary>Reads requests of HTTP/1.1 off a connection.</summary>
internal sealed class RequestReader(WireReader reader)
{
    /// <returns><see langword="null"/> at the end of the connection.</returns>
    /// <exception cref="InvalidDataException">It is no request.</exception>
    public async Task<ScriptedRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await reader.ReadHeadAsync(cancellationToken).ConfigureAwait(false) is not { } head)
        {
            return null;
        }

        string[] lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] first = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines[1..])
        {
            string[] pair = line.Split(':', 2, StringSplitOptions.TrimEntries);
            headers[pair[0]] = headers.TryGetValue(pair[0], out string? before) ? $"{before}, {pair[1]}" : pair[1];
        }

        var request = new ScriptedRequest(first[0], first[1], headers);
        request.Body = request.IsUpgrade ? ReadOnlyMemory<byte>.Empty : await ReadBodyAsync(request, cancellationToken).ConfigureAwait(false);
        return request;
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(ScriptedRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (request.Headers.TryGetValue("Content-Length", out string? length))
        {
            await CopyAsync(long.Parse(length, CultureInfo.InvariantCulture), body, cancellationToken).ConfigureAwait(false);
        }
        else if (request.Headers.TryGetValue("Transfer-Encoding", out string? encoding) && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            while (long.Parse(await ReadLineAsync(cancellationToken).ConfigureAwait(false), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
            {
                await CopyAsync(size, body, cancellationToken).ConfigureAwait(false);
                await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            }

            await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }

        return body.ToArray();
    }

    private async Task CopyAsync(long bytes, MemoryStream target, CancellationToken cancellationToken)
    {
        while (bytes > 0)
        {
            ReadOnlyMemory<byte> read = await SomeAsync((int)Math.Min(bytes, int.MaxValue), cancellationToken).ConfigureAwait(false);
            target.Write(read.Span);
            bytes -= read.Length;
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while ((await SomeAsync(1, cancellationToken).ConfigureAwait(false)).Span[0] is var character && character != '\n')
        {
            line.Append((char)character);
        }

        return line.ToString().TrimEnd('\r');
    }

    private async Task<ReadOnlyMemory<byte>> SomeAsync(int most, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> read = await reader.ReadSomeAsync(most, cancellationToken).ConfigureAwait(false);
        return read.IsEmpty ? throw new IOException("The client left in the middle of a request.") : read;
    }
}
