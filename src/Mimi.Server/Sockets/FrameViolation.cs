using System.Net.WebSockets;

namespace Mimi.Server.Sockets;

/// <summary>How a client broke the rules of its frames.</summary>
internal sealed record FrameViolation(WebSocketCloseStatus Code, string Reason);
