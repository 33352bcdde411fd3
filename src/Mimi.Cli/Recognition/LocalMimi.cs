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
    private readonly LocalSpeechModels _models;
    private readonly MimiServer _server;

    private LocalMimi(LocalSpeechModels models, MimiServer server, MimiCredential credential)
    {
        _models = models;
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
            CancellationToken stop = environment.Stop.Requested;
            await LocalModels.LoadAsync(models, language, stop).ConfigureAwait(false); // Before a session waits for it.
            string token = RandomNumberGenerator.GetHexString(32);
            MimiServer server = await MimiServer.StartAsync(new() { Recognizers = models, AccessToken = token }, stop).ConfigureAwait(false);
            return new(models, server, MimiCredential.FromToken(token));
        }
        catch
        {
            await models.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        await _models.DisposeAsync().ConfigureAwait(false);
    }
}
