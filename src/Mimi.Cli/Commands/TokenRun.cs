using System.Globalization;
using Mimi.Cli.Credentials;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;
using Mimi.Cli.Recognition;
using Mimi.Client.Engines;
using Mimi.Client.Tokens;
using Mimi.Server;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi token</c>: one call to the token service.</summary>
/// <param name="address">The address below which the token service is, or <see langword="null"/> for mimi's own with credentials and the local one without.</param>
/// <param name="accountsFile">The accounts of a local mimi, which goes before mimi's own; or <see langword="null"/>.</param>
/// <param name="environment">Where credentials come from.</param>
internal sealed class TokenRun(Uri? address, string? accountsFile, CliEnvironment environment)
{
    public Task<int> IssueAsync(MimiScope scope, bool json)
    {
        var login = Login.Of(environment);
        MimiIdentity identity = login.IsEmpty && address is null && accountsFile is null
            ? MimiIdentity.Application("local", "local") // A local mimi without accounts takes anybody.
            : Identity(login);
        return WithClientAsync(login, async client =>
        {
            MimiAccessToken token = await client.IssueAsync(identity, scope, environment.Stop.Requested).ConfigureAwait(false);
            environment.Out.WriteLine(json ? Describe(token, scope) : token.AccessToken);
        });
    }

    public Task<int> ValidateAsync()
    {
        var login = Login.Of(environment);
        string token = Token(login);
        return WithClientAsync(login, async client =>
        {
            MimiTokenValidation validation = await client.ValidateAsync(token, environment.Stop.Requested).ConfigureAwait(false);
            environment.Out.WriteLine(Printable.Line(validation.Status ?? validation.RawJson));
        });
    }

    public Task<int> RevokeAsync()
    {
        var login = Login.Of(environment);
        (string token, MimiIdentity identity) = (Token(login), Identity(login));
        return WithClientAsync(login, client => client.RevokeAsync(identity, token, environment.Stop.Requested));
    }

    private async Task<int> WithClientAsync(Login login, Func<MimiTokenClient, Task> call)
    {
        MimiAccounts? accounts = ServerFiles.Load("--accounts", accountsFile, MimiAccounts.Load);
        MimiServer? local = address is null && (accounts is not null || login.IsEmpty)
            ? await LocalMimi.StartForTokensAsync(accounts, environment).ConfigureAwait(false)
            : null;
        try
        {
            using var engine = new HttpNetworkEngine();
            await call(new MimiTokenClient(engine, address ?? local?.Address, new() { TimeProvider = environment.Time })).ConfigureAwait(false);
            return ExitCode.Done;
        }
        finally
        {
            if (local is not null)
            {
                await local.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static string Describe(MimiAccessToken token, MimiScope scope) => JsonLine.Write(json =>
    {
        json.WriteString("token", token.AccessToken);
        json.WriteString("expires_at", token.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("expires_in", (long)token.ExpiresIn.TotalSeconds);
        json.WriteStartArray("scopes");
        foreach (string name in scope.Names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    });

    private static string Token(Login login) =>
        login.Token ?? throw new CliException(ExitCode.Configuration, $"There is no token: set {CredentialNames.Token}. A command line can be read by everybody on the machine, so that it is not taken from there.");

    private static MimiIdentity Identity(Login login) => login.Identity ?? throw new CliException(
        ExitCode.Configuration,
        $"There is no identity: set {CredentialNames.ApplicationId} and {CredentialNames.ClientSecret}, and {CredentialNames.ClientId} for a client, as mimi's developer console shows them.");
}
