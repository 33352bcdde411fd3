namespace Mimi.Server.Tests.Support;

/// <summary>An application with everything, and clients with less. Its secrets are marked, so that they can be looked for.</summary>
internal static class TestAccounts
{
    public const string ApplicationSecret = "MARKED-application-secret-秘密";
    public const string ClientSecret = "MARKED-client-secret-0123456789abcdef";
    public const string Prefix = "https://apis.mimi.fd.ai/auth/";
    public const string Asr = Prefix + "asr/http-api-service";

    private static readonly string ApplicationHash = MimiAccounts.HashSecret(ApplicationSecret);
    private static readonly string ClientHash = MimiAccounts.HashSecret(ClientSecret);

    public static MimiAccounts All { get; } = MimiAccounts.Parse(Json(null));

    public static string Json(string? signingKey) => $$"""
        {
          {{(signingKey is null ? "" : $"\"signingKey\": \"{signingKey}\",")}}
          "applications": [
            {
              "id": "app", "secret": "{{ApplicationHash}}", "scopes": ["*"],
              "clients": [
                { "id": "all", "secret": "{{ClientHash}}" },
                { "id": "ears", "secret": "{{ClientHash}}", "scopes": ["asr/http-api-service", "{{Prefix}}asr/websocket-api-service"] },
                { "id": "guest", "scopes": ["nict-tts/http-api-service"] }
              ]
            },
            { "id": "other", "secret": "{{ApplicationHash}}", "scopes": ["asr/http-api-service"] }
          ]
        }
        """;
}
