using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>One recognition service, as fuzzing sees it: all of them are opened and read alike.</summary>
internal abstract class ServiceProbe(string process)
{
    /// <summary>Gets the service's <c>x-mimi-process</c>; <c>nict-asr-2</c> for version 2.</summary>
    public string Process { get; } = process;

    /// <param name="process">The service.</param>
    /// <param name="client">Makes its client.</param>
    /// <param name="check">Checks a result.</param>
    /// <param name="adjust">Sets what the service cannot do without.</param>
    public static ServiceProbe Create<TOptions, TResult>(string process, Func<MimiNetworkEngine, MimiRecognizer<TOptions, TResult>> client, Action<TResult> check, Func<TOptions, TOptions>? adjust = null)
        where TOptions : MimiRecognitionOptions, new()
        where TResult : MimiRecognitionResult =>
        new Probe<TOptions, TResult>(process, client, check, adjust ?? (static options => options));

    public abstract Task<SessionProbe> OpenAsync(MimiNetworkEngine engine, MimiSessionOptions session, bool keepRawJson);

    /// <summary>Recognizes over HTTP, without retries.</summary>
    public abstract Task<MimiRecognitionResult> RecognizeAsync(MimiNetworkEngine engine, ReadOnlyMemory<byte> audio, CancellationToken cancellationToken);

    private sealed class Probe<TOptions, TResult>(string process, Func<MimiNetworkEngine, MimiRecognizer<TOptions, TResult>> client, Action<TResult> check, Func<TOptions, TOptions> adjust) : ServiceProbe(process)
        where TOptions : MimiRecognitionOptions, new()
        where TResult : MimiRecognitionResult
    {
        public override async Task<SessionProbe> OpenAsync(MimiNetworkEngine engine, MimiSessionOptions session, bool keepRawJson) =>
            SessionProbe.Create(await client(engine).OpenSessionAsync(adjust(new TOptions { Session = session, KeepRawJson = keepRawJson })), Check);

        public override async Task<MimiRecognitionResult> RecognizeAsync(MimiNetworkEngine engine, ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
        {
            TResult result = await client(engine).RecognizeAsync(audio, adjust(new TOptions { Retry = MimiRetryOptions.None }), cancellationToken);
            Check(result);
            return result;
        }

        private void Check(TResult result)
        {
            Expect.Text(result.Type, "Type");
            Expect.Text(result.SessionId, "SessionId");
            Expect.Text(result.Status.Value, "Status");
            Expect.Text(result.RawJson, "RawJson");
            Expect.That(!result.ToString()!.Contains('\n', StringComparison.Ordinal), "ToString is not one line.");
            check(result);
        }
    }
}
