using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;
using Mimi.Server.Tokens;
using Mimi.Wire;

namespace Mimi.Server.Access;

/// <summary>Lets in who shows the configured token, or one that was issued and allows what is asked. With neither configured, everybody.</summary>
internal sealed class AccessCheck(MimiServerOptions options, TokenAuthority tokens)
{
    private const string Scheme = "Bearer ";
    private const string HowTo = "Send the header 'Authorization: Bearer TOKEN' or the query parameter 'access-token=TOKEN'.";

    /// <summary>Finds out who the caller is.</summary>
    /// <exception cref="RefusedException">The caller shows no token, or none that counts.</exception>
    public async ValueTask<Caller> AuthenticateAsync(HttpContext context)
    {
        if (options.IsOpen)
        {
            return Caller.Unlimited;
        }

        string? shown = Shown(context.Request);
        if (shown is null || options.Accounts is null)
        {
            return Matches(shown) ? Caller.Unlimited : throw Unauthorized(context, $"The access token is missing or wrong. {HowTo}");
        }

        if (Matches(shown))
        {
            return Caller.Unlimited;
        }

        TokenState state = await tokens.ExamineAsync(shown).ConfigureAwait(false);
        return state.Caller ?? throw Unauthorized(context, state.Status switch
        {
            TokenStatus.Expired => "The access token has expired. Issue a new one at /v2/token.",
            TokenStatus.Revoked => "The access token was revoked. Issue a new one at /v2/token.",
            _ => $"Invalid mimi API access token: this server has not issued it, or has lost its key since. {HowTo}",
        });
    }

    /// <summary>Demands that the caller's token allows something.</summary>
    /// <exception cref="RefusedException">It does not. mimi answers 401 here too (https://mimi.readme.io/docs/faq).</exception>
    public static void Demand(HttpContext context, Caller caller, IEnumerable<string> scopes)
    {
        foreach (string scope in scopes)
        {
            if (!caller.Scopes.Allows(scope))
            {
                throw Unauthorized(context, $"The access token lacks the scope '{scope}'. Issue one with it at /v2/token.");
            }
        }
    }

    /// <summary>Lets a caller in for one scope.</summary>
    public async ValueTask<Caller> AdmitAsync(HttpContext context, string scope)
    {
        Caller caller = await AuthenticateAsync(context).ConfigureAwait(false);
        Demand(context, caller, [scope]);
        return caller;
    }

    /// <summary>Tells whether this is the fixed token.</summary>
    public bool Matches(string? shown) =>
        shown is not null && options.AccessToken is { } expected && CryptographicOperations.FixedTimeEquals(Hash(expected), Hash(shown));

    private static RefusedException Unauthorized(HttpContext context, string message)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new(StatusCodes.Status401Unauthorized, message);
    }

    private static string? Shown(HttpRequest request)
    {
        string? header = RequestValues.First(request.Headers.Authorization);
        return header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : RequestValues.First(request.Query[MimiHeaders.AccessTokenParameter]);
    }

    /// <summary>Hashes, so that the time a comparison takes tells neither a prefix nor the length.</summary>
    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
