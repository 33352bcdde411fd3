namespace Mimi.Cli.Commands;

/// <summary>The values of <c>--engine</c>.</summary>
internal static class EngineNames
{
    public const string Http = "http";
    public const string ClientWebSocket = "clientwebsocket";
}
