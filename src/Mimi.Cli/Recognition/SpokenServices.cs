using Mimi.Cli.Commands;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Tokens;

namespace Mimi.Cli.Recognition;

/// <summary>Makes the service that <c>--service</c> names.</summary>
internal static class SpokenServices
{
    /// <summary>Often enough that the words appear as they are spoken.</summary>
    private static readonly TimeSpan TemporaryInterval = TimeSpan.FromMilliseconds(400);

    /// <summary>The longest that the client allows. The user sees the progress, and has Ctrl-C.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>For an utterance of half a minute; then it is tried again.</summary>
    private static readonly TimeSpan UtterancePatience = TimeSpan.FromMinutes(10);

    /// <summary>Gets what a token must allow.</summary>
    public static MimiScope ScopeOf(RecognitionOptions options)
    {
        MimiServiceScope service = options.Service == ServiceNames.Asr ? MimiScopes.Asr : MimiScopes.NictAsr;
        return options.Http ? service.Http : service.WebSocket;
    }

    public static SpokenService Create(RecognitionOptions options, MimiNetworkEngine engine, MimiCredential? credential, Uri? address)
    {
        var session = new MimiSessionOptions { Encoding = options.Encoding };
        return options.Service switch
        {
            ServiceNames.NictV2 => NictV2(new(engine, credential, address), options.Language, session),
            ServiceNames.NictV1 => NictV1(new(engine, credential, address), options.Language, session),
            _ => Asr(new(engine, credential, address), options.Language, session),
        };
    }

    private static SpokenService<NictAsrV2Options, NictAsrV2Result> NictV2(NictAsrV2Client client, string language, MimiSessionOptions session) => new(
        client,
        (format, use) => new()
        {
            AudioFormat = format,
            Language = language,
            Progressive = use != SpokenUse.Request,
            Temporary = use is SpokenUse.WatchedRecording or SpokenUse.Live,
            TemporaryInterval = TemporaryInterval,
            ResponseTimeout = PatienceFor(use),
            Session = session,
        },
        static result => result.Segments.Count == 0 ? null : result.Segments[0].Start,
        client.StartContinuousSession);

    private static SpokenService<NictAsrV1Options, NictAsrV1Result> NictV1(NictAsrV1Client client, string language, MimiSessionOptions session) => new(
        client,
        (format, use) => new() { AudioFormat = format, Language = language, ResponseTimeout = PatienceFor(use), Session = session },
        static _ => null,
        client.StartContinuousSession);

    private static SpokenService<MimiAsrOptions, MimiAsrResult> Asr(MimiAsrClient client, string language, MimiSessionOptions session) => new(
        client,
        (format, use) => new() { AudioFormat = format, Language = language, ResponseTimeout = PatienceFor(use), Session = session },
        static result => result.Segments.Count == 0 ? null : result.Segments[0].Start,
        client.StartContinuousSession);

    private static TimeSpan PatienceFor(SpokenUse use) => use == SpokenUse.Request ? Patience : UtterancePatience;
}
