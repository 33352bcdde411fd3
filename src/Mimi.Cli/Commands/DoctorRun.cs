using Mimi.Cli.Credentials;
using Mimi.Cli.Diagnosis;
using Mimi.Cli.Hosting;
using Mimi.Cli.Recognition;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Tokens;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi doctor</c>: from the configuration to one recognition.</summary>
internal sealed class DoctorRun(DoctorOptions options, CliEnvironment environment)
{
    private static readonly Uri MimisOwn = new("https://service.mimi.fd.ai/");
    private static readonly byte[] OneSecondOfSilence = new byte[32_000];

    private readonly DoctorLanguage _language = DoctorLanguage.Of(environment);

    public async Task<int> RunAsync()
    {
        var doctor = new Doctor(environment, _language);
        using var engine = new HttpNetworkEngine();
        LocalMimi? local = null;
        try
        {
            MimiCredential? credential = null;
            Uri address = options.Url ?? MimisOwn;
            await doctor.CheckAsync("configuration", "設定", async _ =>
            {
                Login login = Login.Of(environment);
                if (options.Url is null && login.IsEmpty)
                {
                    local = await LocalMimi.StartAsync(new LocalModelOptions(LocalModelOptions.Tiny, null), LocalModels.English, environment).ConfigureAwait(false);
                    (address, credential) = (local.Address, local.Credential);
                    return _language.Text("no credentials: a local mimi in this process", "認証情報なし:このプロセス内のローカル mimi");
                }

                credential = login.ToCredential(engine, options.TokenService, MimiScopes.NictAsr.WebSocket);
                return $"{address} ({Describe(login)})";
            }).ConfigureAwait(false);

            var network = new NetworkChecks(address, environment.Time, _language);
            await doctor.CheckAsync("name", "名前解決", network.ResolveAsync).ConfigureAwait(false);
            await doctor.CheckAsync("connection", "接続", network.ConnectAsync).ConfigureAwait(false);
            await doctor.CheckAsync("clock", "時計", token => network.CompareClocksAsync(engine, token)).ConfigureAwait(false);
            await doctor.CheckAsync("token", "トークン", token => GetTokenAsync(credential, token)).ConfigureAwait(false);
            await doctor.CheckAsync("recognition", "認識", token => RecognizeAsync(new(engine, credential, address), local is not null, token)).ConfigureAwait(false);
            return doctor.ExitCodeSoFar;
        }
        finally
        {
            if (local is not null)
            {
                await local.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private string Describe(Login login) =>
        login.Token is not null ? CredentialNames.Token
        : login.Identity is not null ? CredentialNames.ApplicationId
        : _language.Text("no credentials", "認証情報なし");

    private async Task<string> GetTokenAsync(MimiCredential? credential, CancellationToken cancellationToken)
    {
        if (credential is null)
        {
            return _language.Text("none set", "設定なし");
        }

        await credential.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        return _language.Text("had; whether the service takes it, the recognition shows", "取得済み(サービスでの有効性は認識で確認)");
    }

    private async Task<string> RecognizeAsync(NictAsrV2Client client, bool isLocal, CancellationToken cancellationToken)
    {
        long started = environment.Time.GetTimestamp();
        var session = await client.OpenSessionAsync(new() { Language = options.Language ?? (isLocal ? LocalModels.English : "ja"), Temporary = false }, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.SendBinaryAsync(OneSecondOfSilence, cancellationToken).ConfigureAwait(false);
            await session.StopRecognitionAsync(cancellationToken).ConfigureAwait(false);
            await foreach (NictAsrV2Result _ in session.ReceiveAllAsync(cancellationToken).ConfigureAwait(false))
            {
                // The session ends normally after the final result only.
            }
        }

        return $"{_language.Text("final result after", "最終結果まで")} {Doctor.Milliseconds(environment.Time.GetElapsedTime(started))}";
    }
}
