using System.Globalization;
using System.Text;

namespace Mimi.Chaos.Relay;

/// <summary>What a proxy has to know of the heads of HTTP/1.1 messages.</summary>
internal static class HttpHead
{
    private const string LineEnd = "\r\n";
    private const string Connection = "Connection:";

    public static bool IsUpgrade(string head) => Lines(head).Any(static line =>
        line.StartsWith("Upgrade:", StringComparison.OrdinalIgnoreCase) && line.Contains("websocket", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the status of a response; 0 if there is none.</summary>
    public static int Status(string head)
    {
        string[] parts = head.Split(' ', 3);
        return parts.Length >= 2 && int.TryParse(parts[1].AsSpan(0, Math.Min(3, parts[1].Length)), NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : 0;
    }

    /// <summary>Says that the connection carries nothing else, so that each carries one request.</summary>
    public static string WithConnectionClose(string head)
    {
        IEnumerable<string> lines = Lines(head).Where(static line => !line.StartsWith(Connection, StringComparison.OrdinalIgnoreCase));
        return string.Join(LineEnd, lines.Append($"{Connection} close")) + LineEnd + LineEnd;
    }

    /// <summary>Writes a whole answer that refuses a request, in the shape of mimi's errors.</summary>
    public static byte[] Refusal(ChaosFault fault)
    {
        string body = string.Create(CultureInfo.InvariantCulture, $$"""{"code":{{fault.StatusCode}},"error":"A fault was injected.","status":"error"}""");
        string wait = fault.RetryAfter is { } time ? string.Create(CultureInfo.InvariantCulture, $"Retry-After: {(long)Math.Ceiling(time.TotalSeconds)}{LineEnd}") : "";
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {fault.StatusCode} Injected{LineEnd}Content-Type: application/json; charset=utf-8{LineEnd}Content-Length: {body.Length}{LineEnd}{wait}{Connection} close{LineEnd}{LineEnd}{body}"));
    }

    private static string[] Lines(string head) => head.Split(LineEnd, StringSplitOptions.RemoveEmptyEntries);
}
