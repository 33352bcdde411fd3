using System.Globalization;
using Mimi.Cli.Credentials;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;
using Mimi.Client.Engines;
using Mimi.Client.Tokens;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi token</c>: one call to the token service.</summary>
internal sealed class TokenRun(Uri? address, CliEnvironment environment)
{
    public async Task<int> IssueAsync(MimiScope scope, bool json)
    {
        MimiIdentity identity = Identity(Login.Of(environment));
        using var engine = new HttpNetworkEngine();
        MimiAccessToken token = await Client(engine).IssueAsync(identity, scope, environment.Stop.Requested).ConfigureAwait(false);
        environment.Out.WriteLine(json ? Describe(token, scope) : token.AccessToken);
        return ExitCode.Done;
    }

    public async Task<int> ValidateAsync()
    {
        string token = Token(Login.Of(environment));
        using var engine = new HttpNetworkEngine();
        MimiTokenValidation validation = await Client(engine).ValidateAsync(token, environment.Stop.Requested).ConfigureAwait(false);
        environment.Out.WriteLine(Printable.Line(validation.Status ?? validation.RawJson));
        return ExitCode.Done;
    }

    public async Task<int> RevokeAsync()
    {
        var login = Login.Of(environment);
        (string token, MimiIdentity identity) = (Token(login), Identity(login));
        using var engine = new HttpNetworkEngine();
        await Client(engine).RevokeAsync(identity, token, environment.Stop.Requested).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private MimiTokenClient Client(HttpNetworkEngine engine) => new(engine, address, new() { TimeProvider = environment.Time });

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
