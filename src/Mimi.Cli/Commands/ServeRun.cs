using Mimi.Chaos;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Recognition;
using Mimi.Server;
using Mimi.Speech;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi serve</c>: a local mimi until the user stops it.</summary>
internal sealed class ServeRun(ServeOptions options, CliEnvironment environment)
{
    public async Task<int> RunAsync()
    {
        string? token = Credentials.AccessToken.Of(environment.Variable);
        MimiAccounts? accounts = ServerFiles.Load("--accounts", options.AccountsFile, MimiAccounts.Load);
        MimiScenario? scenario = ServerFiles.Load("--scenario", options.ScenarioFile, MimiScenario.Load);
        ChaosPlan? chaos = ChaosOption.Read(options.Chaos);
        LocalSpeechModels models = LocalModels.Open(options.Local, environment);
        MimiServer server;
        try
        {
            server = await StartAsync(models, token, accounts, scenario, chaos).ConfigureAwait(false);
        }
        catch
        {
            await models.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        if (server.Chaos is { } director)
        {
            director.Happened += happened => environment.Error.WriteLine($"mimi: chaos: connection {happened.Connection}: {happened.Fault}, after {happened.ClientBytes} bytes and {happened.ServerMessages} messages");
        }

        environment.Out.WriteLine(server.Address);
        environment.Out.Flush();
        Task warming = WarmAsync(models);
        await WhenAsync(environment.Stop.Requested).ConfigureAwait(false);

        Task ending = EndAsync(server, models, warming);
        await Task.WhenAny(ending, WhenAsync(environment.Stop.Forced)).ConfigureAwait(false);
        return ending.IsCompleted ? ExitCode.Done : ExitCode.Interrupted;
    }

    private async Task<MimiServer> StartAsync(LocalSpeechModels models, string? token, MimiAccounts? accounts, MimiScenario? scenario, ChaosPlan? chaos)
    {
        try
        {
            var server = new MimiServerOptions
            {
                Recognizers = models,
                Port = options.Port,
                UseHttps = options.UseHttps,
                StrictFrames = options.IsStrict,
                AccessToken = token,
                Accounts = accounts,
                Scenario = scenario,
                Chaos = chaos,
                EndSessionsWithToken = options.EndsSessionsWithToken,
                MaxSessions = options.MaxSessions,
                Synthesizer = LocalModels.OpenVoices(environment),
                DisposeSynthesizer = true,
            };
            return await MimiServer.StartAsync(server, environment.Stop.Requested).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new CliException(ExitCode.Unavailable, $"port {options.Port} cannot be had: {e.Message} Choose another with --port; 0 takes a free one.", e);
        }
    }

    /// <summary>Loads the embedded model before the first caller waits for it. Other models are loaded when they are asked for.</summary>
    private async Task WarmAsync(LocalSpeechModels models)
    {
        if (options.Local.ModelsFile is not null)
        {
            return;
        }

        try
        {
            await models.GetAsync(LocalModels.English, environment.Stop.Requested).ConfigureAwait(false);
        }
        catch (SpeechUnavailableException e)
        {
            MimiCommand.Report(e, environment); // The server goes on; callers hear the same, and each asks anew.
        }
        catch (OperationCanceledException)
        {
            // Stopped before it was needed.
        }
    }

    private static async Task EndAsync(MimiServer server, LocalSpeechModels models, Task warming)
    {
        await server.DisposeAsync().ConfigureAwait(false);
        await models.DisposeAsync().ConfigureAwait(false);
        await warming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task WhenAsync(CancellationToken token) =>
        Task.Delay(Timeout.InfiniteTimeSpan, environment.Time, token).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
