using System.Globalization;
using System.Net;
using System.Text;
using Mimi.Wire;

namespace Mimi.Client.Testing.Http;

/// <summary>A whole answer of HTTP/1.1.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, JSON for mimi.</param>
/// <param name="RetryAfter">What the header says, in whole seconds; none if <see langword="null"/>.</param>
/// <param name="MakeBody">Makes the body of the request, in place of <paramref name="Body"/>.</param>
internal sealed record ScriptedAnswer(HttpStatusCode Status, string Body, TimeSpan? RetryAfter = null, Func<ScriptedRequest, string>? MakeBody = null)
{

    public byte[] ToBytes(ScriptedRequest request)
    {
        byte[] body = Encoding.UTF8.GetBytes(MakeBody is null ? Body : MakeBody(request));
        string wait = RetryAfter is { } time ? string.Create(CultureInfo.InvariantCulture, $"Retry-After: {(long)Math.Ceiling(time.TotalSeconds)}\r\n") : "";
        string head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)Status} {Status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {body.Length}\r\n{wait}\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>Accepts a WebSocket.</summary>
    public static byte[] SwitchingProtocols(ScriptedRequest request)
    {
        string key = request.Headers.TryGetValue("Sec-WebSocket-Key", out string? given) ? given : "";
        string accept = AcceptKey.For(key);
        return Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
    }
}
