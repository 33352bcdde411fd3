using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Mimi.Wire;

namespace Mimi.Server.Http;

/// <summary>Lets in who shows the configured token.</summary>
internal static class AccessCheck
{
    private const string Scheme = "Bearer ";

    public static void Demand(string? accessToken, HttpContext context)
    {
        if (accessToken is null || Matches(accessToken, Shown(context.Request)))
        {
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        throw new RefusedException(StatusCodes.Status401Unauthorized, "The access token is missing or wrong. Send the header 'Authorization: Bearer TOKEN' or the query parameter 'access-token=TOKEN'.");
    }

    private static string? Shown(HttpRequest request)
    {
        string? header = RequestValues.First(request.Headers.Authorization);
        return header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : RequestValues.First(request.Query[MimiHeaders.AccessTokenParameter]);
    }

    /// <summary>Compares hashes, so that the time taken tells neither a prefix nor the length.</summary>
    private static bool Matches(string expected, string? shown) =>
        shown is not null && CryptographicOperations.FixedTimeEquals(Hash(expected), Hash(shown));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
