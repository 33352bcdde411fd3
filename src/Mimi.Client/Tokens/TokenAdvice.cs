using System.Net;

namespace Mimi.Client.Tokens;

/// <summary>What usually causes an error of the token service.</summary>
internal static class TokenAdvice
{
    private const string ScopeNotDefined = "Scope is not defined as client scope"; // https://mimi.readme.io/docs/faq

    public static string? Of(int code, string? text) =>
        text?.Contains(ScopeNotDefined, StringComparison.OrdinalIgnoreCase) == true
            ? "Enable the scope for the application in mimi's developer console (https://console.mimi.fd.ai/), ask for fewer scopes, or use the grant that may have it."
        : (HttpStatusCode)code switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                "Check the ids and the secret: Application and ClientOfApplication take the application's secret, Client takes the client's own.",
            HttpStatusCode.NotFound => "Check the address and the paths of the token service.",
            _ => null,
        };
}
