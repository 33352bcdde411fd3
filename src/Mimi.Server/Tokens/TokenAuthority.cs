using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Mimi.Server.Access;

namespace Mimi.Server.Tokens;

/// <summary>Signs tokens that carry all they mean, so that any server with the same key takes them, and reads them again.</summary>
internal sealed class TokenAuthority(MimiServerOptions options)
{
    /// <summary>How long a token counts (https://mimi.readme.io/docs/faq).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3_600);

    private const string Issuer = "local-mimi";
    private const string ApplicationClaim = "app";
    private const string ClientClaim = "client";
    private const string ScopeClaim = "scope";

    private readonly TimeProvider _time = options.TimeProvider;
    private readonly RevokedTokens _revoked = new(options.TimeProvider);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private readonly SymmetricSecurityKey _key = new(options.Accounts?.SigningKey ?? RandomNumberGenerator.GetBytes(32));

    /// <summary>Makes a token for a caller.</summary>
    public string Issue(Caller caller) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Expires = EndOfToken().UtcDateTime,
        SigningCredentials = new(_key, SecurityAlgorithms.HmacSha256),
        Claims = Claims(caller),
    });

    /// <summary>Finds out what a token is worth.</summary>
    public async ValueTask<TokenState> ExamineAsync(string token)
    {
        TokenValidationResult result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidateAudience = false,
            ValidateLifetime = false, // By our own clock, below.
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        }).ConfigureAwait(false);
        return result is { IsValid: true, SecurityToken: JsonWebToken jwt } ? StateOf(jwt) : TokenState.Invalid;
    }

    public void Revoke(TokenState token) => _revoked.Add(token.Id, token.Expires);

    private static Dictionary<string, object> Claims(Caller caller)
    {
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            [ScopeClaim] = caller.Scopes.ToClaim(),
        };
        if (caller.Application is { } application)
        {
            claims[ApplicationClaim] = application;
        }

        if (caller.Client is { } client)
        {
            claims[ClientClaim] = client;
        }

        return claims;
    }

    private TokenState StateOf(JsonWebToken jwt)
    {
        var expires = new DateTimeOffset(DateTime.SpecifyKind(jwt.ValidTo, DateTimeKind.Utc));
        var owner = new Caller(Claim(jwt, ApplicationClaim), Claim(jwt, ClientClaim), ScopeSet.FromClaim(Claim(jwt, ScopeClaim) ?? "")) { Expires = expires };
        string status = expires <= _time.GetUtcNow() ? TokenStatus.Expired : _revoked.Contains(jwt.Id) ? TokenStatus.Revoked : TokenStatus.Valid;
        return new(status, status == TokenStatus.Valid ? owner : null, owner, jwt.Id, expires);
    }

    private static string? Claim(JsonWebToken jwt, string name) => jwt.TryGetPayloadValue(name, out string value) ? value : null;

    /// <summary>A token says its end in whole seconds: rounded up, so that none ends before its time.</summary>
    private DateTimeOffset EndOfToken()
    {
        DateTimeOffset end = _time.GetUtcNow() + Lifetime;
        var whole = DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds());
        return whole == end ? end : whole.AddSeconds(1);
    }
}
