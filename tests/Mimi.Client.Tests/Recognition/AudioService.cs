using Mimi.Client.Air;
using Mimi.Client.Emotion;
using Mimi.Client.Engines;
using Mimi.Client.GoogleAsr;
using Mimi.Client.Lid;
using Mimi.Client.Recognition;
using Mimi.Client.Srs;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Recognition;

/// <summary>One of the services of this library, its types put aside: what all of them do alike is tested alike.</summary>
internal abstract class AudioService
{
    public abstract Task<MimiRecognitionResult> PostAsync(MimiNetworkEngine engine);

    /// <summary>Sends audio, stops, and reads to the end.</summary>
    public abstract Task<List<MimiRecognitionResult>> SpeakAsync(MimiNetworkEngine engine);

    public static AudioService Of(string process) => process switch
    {
        "air" => Make(static engine => new MimiAirClient(engine, Credential, TestSessions.Address), new MimiAirOptions { KeepRawJson = true }),
        "emo-categorical" => Make(static engine => new MimiEmotionClient(engine, Credential, TestSessions.Address), new MimiEmotionOptions { KeepRawJson = true }),
        "google-asr" => Make(static engine => new GoogleAsrClient(engine, Credential, TestSessions.Address), new GoogleAsrOptions { KeepRawJson = true }),
        "lid" => Make(static engine => new MimiLidClient(engine, Credential, TestSessions.Address), new MimiLidOptions { KeepRawJson = true }),
        "lidasr" => Make(static engine => new MimiLidAsrClient(engine, Credential, TestSessions.Address), new MimiLidOptions { KeepRawJson = true }),
        "srs" => Make(static engine => new MimiSrsClient(engine, Credential, TestSessions.Address), new MimiSrsOptions { KeepRawJson = true, SpeakerGroupId = "group-7" }),
        _ => throw new ArgumentOutOfRangeException(nameof(process), process, null),
    };

    private static MimiCredential Credential => MimiCredential.FromToken("t");

    private static Typed<TOptions, TResult> Make<TOptions, TResult>(Func<MimiNetworkEngine, MimiRecognizer<TOptions, TResult>> client, TOptions options)
        where TOptions : MimiRecognitionOptions, new()
        where TResult : MimiRecognitionResult =>
        new Typed<TOptions, TResult>(client, options);

    private sealed class Typed<TOptions, TResult>(Func<MimiNetworkEngine, MimiRecognizer<TOptions, TResult>> client, TOptions options) : AudioService
        where TOptions : MimiRecognitionOptions, new()
        where TResult : MimiRecognitionResult
    {
        public override async Task<MimiRecognitionResult> PostAsync(MimiNetworkEngine engine) =>
            await client(engine).RecognizeAsync(new byte[] { 1, 2, 3, 4 }, options, TestTimeout.Token);

        public override async Task<List<MimiRecognitionResult>> SpeakAsync(MimiNetworkEngine engine)
        {
            await using MimiRecognitionSession<TResult> session = await client(engine).OpenSessionAsync(options, TestTimeout.Token);
            await session.SendBinaryAsync(new byte[3_200], TestTimeout.Token);
            await session.StopRecognitionAsync(TestTimeout.Token);
            List<MimiRecognitionResult> results = [];
            await foreach (TResult result in session.ReceiveAllAsync(TestTimeout.Token))
            {
                results.Add(result);
            }

            return results;
        }
    }
}
