using Mimi.Server.Access;

namespace Mimi.Server.Tokens;

/// <summary>What was found out about a token.</summary>
/// <param name="Status">One of <see cref="TokenStatus"/>.</param>
/// <param name="Caller">Whose token it is, if it counts.</param>
/// <param name="Owner">Whose token it is or was, if it was issued here.</param>
/// <param name="Id">Its id, if it was issued here.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record TokenState(string Status, Caller? Caller = null, Caller? Owner = null, string Id = "", DateTimeOffset Expires = default)
{
    public static readonly TokenState Invalid = new(TokenStatus.Invalid);
}
