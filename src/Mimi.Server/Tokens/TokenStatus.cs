namespace Mimi.Server.Tokens;

/// <summary>What a token is worth. mimi does not publish the words of its <c>tokenStatus</c>; these are ours.</summary>
internal static class TokenStatus
{
    public const string Valid = "valid";
    public const string Expired = "expired";
    public const string Revoked = "revoked";
    public const string Invalid = "invalid";
}
