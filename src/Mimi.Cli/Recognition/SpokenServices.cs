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
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromHours(24);

    /// <summary>Gets what a token must allow.</summary>
    public static MimiScope ScopeOf(TranscribeOptions options)
    {
        MimiServiceScope service = options.Service == ServiceNames.Asr ? MimiScopes.Asr : MimiScopes.NictAsr;
        return options.Http ? service.Http : service.WebSocket;
    }

    public static SpokenService Create(TranscribeOptions options, MimiNetworkEngine engine, MimiCredential? credential, Uri? address)
    {
        string language = options.Language;
        return options.Service switch
        {
            ServiceNames.NictV2 => new SpokenService<NictAsrV2Options, NictAsrV2Result>(
                new NictAsrV2Client(engine, credential, address),
                (format, overHttp) => new()
                {
                    AudioFormat = format,
                    Language = language,
                    Progressive = !overHttp,
                    Temporary = !overHttp,
                    TemporaryInterval = TemporaryInterval,
                    ResponseTimeout = ResponseTimeout,
                },
                static result => result.Segments.Count == 0 ? null : result.Segments[0].Start),
            ServiceNames.NictV1 => new SpokenService<NictAsrV1Options, NictAsrV1Result>(
                new NictAsrV1Client(engine, credential, address),
                (format, _) => new() { AudioFormat = format, Language = language, ResponseTimeout = ResponseTimeout },
                static _ => null),
            _ => new SpokenService<MimiAsrOptions, MimiAsrResult>(
                new MimiAsrClient(engine, credential, address),
                (format, _) => new() { AudioFormat = format, Language = language, ResponseTimeout = ResponseTimeout },
                static result => result.Segments.Count == 0 ? null : result.Segments[0].Start),
        };
    }
}
