using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>One answer, read off a connection and held to what the local mimi may answer.</summary>
internal sealed record HttpReply(int Status, Dictionary<string, string> Headers, byte[] Body, int End)
{
    private const int SwitchingProtocols = 101;

    /// <summary>Everything that docs/local-mimi.md or HTTP itself gives a reason for. 500 is none of them: it stands for a bug.</summary>
    private static readonly HashSet<int> Known = [SwitchingProtocols, 200, 400, 401, 403, 404, 405, 408, 409, 411, 413, 414, 415, 426, 431, 501, 503, 505, 507];

    public bool ClosesConnection => Headers.GetValueOrDefault("Connection", "").Contains("close", StringComparison.OrdinalIgnoreCase);

    public bool IsUpgrade => Status == SwitchingProtocols;

    /// <summary>Reads the answer that begins at a position.</summary>
    /// <exception cref="FuzzViolationException">It is no HTTP, or not one that may come.</exception>
    public static HttpReply Read(byte[] bytes, int start, bool isHead)
    {
        int headEnd = bytes.AsSpan(start).IndexOf("\r\n\r\n"u8);
        Expect.That(headEnd >= 0, "An answer has no end of its head.");
        string[] lines = Encoding.UTF8.GetString(bytes, start, headEnd).Split("\r\n");
        Expect.That(lines[0].StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && lines[0].Length >= 12, $"An answer begins with '{lines[0]}'.");
        int status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
        Dictionary<string, string> headers = lines.Skip(1).Select(static line => line.Split(": ", 2)).GroupBy(static pair => pair[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static pairs => pairs.Key, static pairs => pairs.Last()[^1], StringComparer.OrdinalIgnoreCase);
        int bodyStart = start + headEnd + 4;
        if (status is 100)
        {
            return Read(bytes, bodyStart, isHead);
        }

        Expect.That(Known.Contains(status), $"The status {status} may not come.");
        int length = isHead || status == SwitchingProtocols ? 0 : int.Parse(headers.GetValueOrDefault("Content-Length", "-1"), CultureInfo.InvariantCulture);
        Expect.That(length >= 0, $"An answer with status {status} does not say how long it is.");
        Expect.That(bodyStart + length <= bytes.Length, $"An answer with status {status} is shorter than it says.");
        var reply = new HttpReply(status, headers, bytes[bodyStart..(bodyStart + length)], bodyStart + length);
        reply.CheckBody();
        return reply;
    }

    private void CheckBody()
    {
        if (Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal) && Body.Length > 0)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(Body);
                Expect.That(Status == 200 || document.RootElement.TryGetProperty("error", out _), $"An answer with status {Status} has no error in its JSON.");
            }
            catch (JsonException e)
            {
                throw new FuzzViolationException($"An answer with status {Status} says that it is JSON: {e.Message}");
            }
        }
    }
}
