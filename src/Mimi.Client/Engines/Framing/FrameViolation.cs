using System.Net.WebSockets;

namespace Mimi.Client.Engines.Framing;

/// <summary>Names what a server did that RFC 6455 forbids, without a word of what it sent.</summary>
internal static class FrameViolation
{
    public static WebSocketException Of(string what) => new(WebSocketError.Faulted, $"The server broke the WebSocket protocol: {what}.");

    public static WebSocketException OfHeader(string what) => new(WebSocketError.HeaderError, $"The server broke the WebSocket protocol: {what}.");
}
