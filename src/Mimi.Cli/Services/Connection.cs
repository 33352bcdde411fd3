using Mimi.Cli.Commands;
using Mimi.Cli.Credentials;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Recognition;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.Tokens;

namespace Mimi.Cli.Services;

/// <summary>The way to a service: of the mimi that the user named, of mimi itself, or of a local one that lives as long as this.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly LocalMimi? _local;

    private Connection(MimiNetworkEngine engine, MimiCredential? credential, Uri? address, LocalMimi? local)
    {
        Engine = engine;
        Credential = credential;
        Address = address;
        _local = local;
    }

    public MimiNetworkEngine Engine { get; }

    public MimiCredential? Credential { get; }

    /// <summary>Gets the service's full address, or <see langword="null"/> for mimi's own.</summary>
    public Uri? Address { get; }

    /// <param name="options">Which mimi the user wants.</param>
    /// <param name="scope">What issued tokens shall allow.</param>
    /// <param name="localPath">Where a local mimi has the service.</param>
    /// <param name="environment">Where credentials come from.</param>
    /// <param name="speaks">Whether the service is the one that speaks.</param>
    public static async Task<Connection> OpenAsync(ServiceOptions options, MimiScope scope, string localPath, CliEnvironment environment, bool speaks = false)
    {
        Login login = Login.Of(environment);
        if (options.ScenarioFile is not null && !login.IsEmpty)
        {
            throw new CliException(ExitCode.Usage, "--scenario is for the local mimi, but there are credentials, with which the request goes to mimi itself. Leave out one of the two.");
        }

        LocalMimi? local = options.Url is null && login.IsEmpty ? await LocalMimi.StartAsync(options.ScenarioFile, speaks, environment).ConfigureAwait(false) : null;
        var engine = new HttpNetworkEngine();
        return local is null
            ? new(engine, login.ToCredential(engine, options.TokenService, scope), options.Url, null)
            : new(engine, local.Credential, new Uri(local.Address, localPath), local);
    }

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        if (_local is not null)
        {
            await _local.DisposeAsync().ConfigureAwait(false);
        }
    }
}
