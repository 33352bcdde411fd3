using System.Security.Cryptography;
using Mimi.Cli.Commands;
using Mimi.Cli.Hosting;
using Mimi.Client;
using Mimi.Server;
using Mimi.Speech;

namespace Mimi.Cli.Recognition;

/// <summary>A mimi inside this process, on a free port of the loopback address, for this process alone.</summary>
internal sealed class LocalMimi : IAsyncDisposable
{
    private const int MaxTextCharacters = 100_000; // The server's most: the text is the user's own.
    private const int MaxSessions = 1_000_000; // The server's most: who asks for many at a time wants them all, however late.

    private readonly MimiServer _server;

    private LocalMimi(MimiServer server, MimiCredential credential)
    {
        _server = server;
        Credential = credential;
    }

    public Uri Address => _server.Address;

    /// <summary>Gets the token that keeps other programs of this machine out.</summary>
    public MimiCredential Credential { get; }

    /// <summary>Loads the model, fetching it first if need be, and starts the server.</summary>
    public static async Task<LocalMimi> StartAsync(LocalModelOptions options, string language, CliEnvironment environment)
    {
        LocalSpeechModels models = LocalModels.Open(options, environment);
        try
        {
            await LocalModels.LoadAsync(models, language, environment.Stop.Requested).ConfigureAwait(false); // Before a session waits for it.
        }
        catch
        {
            await models.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return await StartAsync(new MimiServerOptions { Recognizers = models, DisposeRecognizers = true }, environment).ConfigureAwait(false);
    }

    /// <summary>Starts a server for the services that recognise no words.</summary>
    /// <param name="scenarioFile">What it answers where it has no model, or <see langword="null"/>.</param>
    /// <param name="speaks">Whether it has voices, which need a folder to be kept in.</param>
    /// <param name="environment">Where progress goes to, and the wish to stop comes from.</param>
    public static async Task<LocalMimi> StartAsync(string? scenarioFile, bool speaks, CliEnvironment environment)
    {
        MimiScenario? scenario = ServerFiles.Load("--scenario", scenarioFile, MimiScenario.Load);
        var options = new MimiServerOptions
        {
            Recognizers = new NoRecognizers(),
            Synthesizer = speaks ? LocalModels.OpenVoices(environment) : null,
            DisposeSynthesizer = true,
            Scenario = scenario,
        };
        return await StartAsync(options, environment).ConfigureAwait(false);
    }

    /// <summary>Starts a server that issues, validates and revokes tokens: for the accounts given, or for anybody.</summary>
    public static Task<MimiServer> StartForTokensAsync(MimiAccounts? accounts, CliEnvironment environment) =>
        MimiServer.StartAsync(new() { Recognizers = new NoRecognizers(), Accounts = accounts, TimeProvider = environment.Time }, environment.Stop.Requested);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <param name="options">What the server answers with, which belongs to it.</param>
    /// <param name="environment">Where the wish to stop comes from.</param>
    private static async Task<LocalMimi> StartAsync(MimiServerOptions options, CliEnvironment environment)
    {
        string token = RandomNumberGenerator.GetHexString(32);
        try
        {
            MimiServerOptions own = options with { AccessToken = token, MaxTextCharacters = MaxTextCharacters, MaxSessions = MaxSessions };
            return new(await MimiServer.StartAsync(own, environment.Stop.Requested).ConfigureAwait(false), MimiCredential.FromToken(token));
        }
        catch
        {
            if (options.Synthesizer is { } synthesizer)
            {
                await synthesizer.DisposeAsync().ConfigureAwait(false);
            }

            await options.Recognizers.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
