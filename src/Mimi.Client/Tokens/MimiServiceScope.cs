namespace Mimi.Client.Tokens;

/// <summary>The scopes of a service that takes audio over HTTP and over WebSocket.</summary>
public class MimiServiceScope : MimiHttpScope
{
    private const string WebSocketSuffix = "/websocket-api-service";

    internal MimiServiceScope(string service, params IEnumerable<string> more)
        : base(service, [Prefix + service + WebSocketSuffix, .. more])
    {
        WebSocket = FromString(Prefix + service + WebSocketSuffix);
    }

    /// <summary>Gets the scope of the service's sessions.</summary>
    public MimiScope WebSocket { get; }
}
