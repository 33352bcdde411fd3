using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.Tokens;

namespace Mimi.Cli.Credentials;

/// <summary>What the user proves himself with: a token, or an identity that tokens are issued to.</summary>
/// <param name="Token">An access token, which goes before the identity.</param>
/// <param name="Identity">An application, or a client of one.</param>
/// <remarks>It comes from the environment or from a file, never from the command line, which everybody on a machine can read.</remarks>
internal sealed record Login(string? Token, MimiIdentity? Identity)
{
    public bool IsEmpty => Token is null && Identity is null;

    /// <summary>Reads the environment or, if it has nothing at all, the file.</summary>
    /// <exception cref="CliException">Something is missing or wrong; no value is shown.</exception>
    public static Login Of(CliEnvironment environment)
    {
        bool isInEnvironment = CredentialNames.All.Any(name => !string.IsNullOrWhiteSpace(environment.Variable(name)));
        Func<string, string?> value = isInEnvironment ? environment.Variable : CredentialFile.Read(environment).GetValueOrDefault;
        return new(AccessToken.Of(value), IdentityOf(name => value(name)?.Trim() is { Length: > 0 } text ? text : null));
    }

    /// <summary>Makes what a client shows.</summary>
    /// <param name="engine">What tokens are issued through.</param>
    /// <param name="tokenService">The address of the token service, or <see langword="null"/> for mimi's own.</param>
    /// <param name="scope">What issued tokens shall allow.</param>
    /// <returns>A credential, or <see langword="null"/> if there is nothing to prove.</returns>
    public MimiCredential? ToCredential(MimiNetworkEngine engine, Uri? tokenService, MimiScope scope) =>
        Token is not null ? MimiCredential.FromToken(Token)
        : Identity is not null ? new MimiTokenClient(engine, tokenService).CreateCredential(Identity, scope)
        : null;

    private static MimiIdentity? IdentityOf(Func<string, string?> value)
    {
        string? application = value(CredentialNames.ApplicationId);
        string? client = value(CredentialNames.ClientId);
        string? secret = value(CredentialNames.ClientSecret);
        if (application is null && client is null && secret is null)
        {
            return null;
        }

        if (application is null || secret is null)
        {
            throw new CliException(
                ExitCode.Configuration,
                $"{(application is null ? CredentialNames.ApplicationId : CredentialNames.ClientSecret)} is missing. An application needs its id and secret, a client {CredentialNames.ClientId} as well; mimi's developer console shows them.");
        }

        try
        {
            return client is null ? MimiIdentity.Application(application, secret) : MimiIdentity.Client(application, client, secret);
        }
        catch (ArgumentException e)
        {
            throw new CliException(ExitCode.Configuration, $"{CredentialNames.ApplicationId} and {CredentialNames.ClientId} are ids without colons or blanks, as mimi's developer console shows them.", e);
        }
    }
}
