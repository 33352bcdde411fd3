using Mimi.EndToEnd.Tests.Support;
using Mimi.Server;
using Mimi.Speech;
using Mimi.TestSupport;

[assembly: AssemblyFixture(typeof(LocalMimi))]

namespace Mimi.EndToEnd.Tests.Support;

/// <summary>The local mimi with the real recognizer, once for all tests: open, and with TLS and a token.</summary>
public sealed class LocalMimi : IAsyncLifetime
{
    public const string Token = "let-me-in";

    private MimiServer? _open;
    private MimiServer? _guarded;

    public LocalSpeechModels Models { get; } = new();

    public MimiServer Open => _open!;

    public MimiServer Guarded => _guarded!;

    public async ValueTask InitializeAsync()
    {
        await Models.GetAsync("en", TestContext.Current.CancellationToken); // The first run fetches the models, which no test's time-out should count.
        _open = await StartAsync(new() { Recognizers = Models, StrictFrames = true });
        _guarded = await StartAsync(new() { Recognizers = Models, UseHttps = true, AccessToken = Token });
    }

    /// <summary>Starts a server that refuses nobody, unless the test says otherwise: however busy the computer is, it is no concern of the others.</summary>
    public Task<MimiServer> StartAsync(MimiServerOptions options) => MimiServer.StartAsync(options with { MaxSessions = options.MaxSessions ?? 1_000 }, TestTimeout.Token);

    public async ValueTask DisposeAsync()
    {
        await Open.DisposeAsync();
        await Guarded.DisposeAsync();
        await Models.DisposeAsync();
    }
}
