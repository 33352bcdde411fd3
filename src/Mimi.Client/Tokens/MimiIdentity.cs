namespace Mimi.Client.Tokens;

/// <summary>Who asks for a token, and how they prove it (https://mimi.readme.io/docs/auth-overview). The ids and secrets are those of mimi's developer console.</summary>
/// <remarks>Nothing shows the secret: it goes out in the requests of <see cref="MimiTokenClient"/> and nowhere else.</remarks>
public sealed class MimiIdentity
{
    private const string GrantPrefix = "https://auth.mimi.fd.ai/grant_type/"; // https://mimi.readme.io/reference/grant_type

    private MimiIdentity(string grantType, string id, string secret)
    {
        GrantType = grantType;
        Id = id;
        Secret = secret;
    }

    /// <summary>Gets the value of <c>grant_type</c>.</summary>
    public string GrantType { get; }

    /// <summary>Gets the value of <c>client_id</c>: the application's id, or <c>application:client</c>.</summary>
    public string Id { get; }

    internal string Secret { get; }

    /// <summary>An application itself, which has every right inside it.</summary>
    /// <param name="applicationId">The application's id.</param>
    /// <param name="applicationSecret">The application's secret, of any length.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="ArgumentException">A value is empty, or the id has a colon or blanks.</exception>
    public static MimiIdentity Application(string applicationId, string applicationSecret) =>
        new(GrantPrefix + "application_credentials", CheckedId(applicationId, nameof(applicationId)), CheckedSecret(applicationSecret, nameof(applicationSecret)));

    /// <summary>A client of an application, with a secret of its own.</summary>
    /// <param name="applicationId">The application's id.</param>
    /// <param name="clientId">The client's id.</param>
    /// <param name="clientSecret">The client's secret, of any length.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="ArgumentException">A value is empty, or an id has a colon or blanks.</exception>
    public static MimiIdentity Client(string applicationId, string clientId, string clientSecret) =>
        new(GrantPrefix + "client_credentials", JoinedId(applicationId, clientId), CheckedSecret(clientSecret, nameof(clientSecret)));

    /// <summary>A client of an application, for which the application asks: the developer's own server has checked the client.</summary>
    /// <param name="applicationId">The application's id.</param>
    /// <param name="clientId">The client's id.</param>
    /// <param name="applicationSecret">The application's secret, of any length. It does not belong into a client's device.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="ArgumentException">A value is empty, or an id has a colon or blanks.</exception>
    public static MimiIdentity ClientOfApplication(string applicationId, string clientId, string applicationSecret) =>
        new(GrantPrefix + "application_client_credentials", JoinedId(applicationId, clientId), CheckedSecret(applicationSecret, nameof(applicationSecret)));

    /// <summary>Says who it is, without the secret.</summary>
    /// <returns>The kind of grant and the id.</returns>
    public override string ToString() => $"{GrantType[GrantPrefix.Length..]} of {Id}";

    private static string JoinedId(string applicationId, string clientId) =>
        CheckedId(applicationId, nameof(applicationId)) + ":" + CheckedId(clientId, nameof(clientId));

    /// <summary>Does not repeat the value: who mixes up the arguments passes a secret here.</summary>
    private static string CheckedId(string id, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, parameter);
        return id.Contains(':', StringComparison.Ordinal) || id.Any(char.IsWhiteSpace)
            ? throw new ArgumentException("An id has a colon or blanks in it; pass the ids of the application and of the client apart, as mimi's developer console shows them.", parameter)
            : id;
    }

    private static string CheckedSecret(string secret, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret, parameter);
        return secret;
    }
}
