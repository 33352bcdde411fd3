namespace Mimi.Server.Tokens;

/// <summary>How somebody proves who they are (https://mimi.readme.io/reference/grant_type).</summary>
internal static class GrantType
{
    public const string Application = Prefix + "application_credentials";
    public const string Client = Prefix + "client_credentials";
    public const string ClientOfApplication = Prefix + "application_client_credentials";

    private const string Prefix = "https://auth.mimi.fd.ai/grant_type/";

    public static IReadOnlyList<string> All { get; } = [Application, Client, ClientOfApplication];
}
