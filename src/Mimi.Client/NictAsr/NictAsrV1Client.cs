using Microsoft.Extensions.Logging;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;

namespace Mimi.Client.NictAsr;

/// <summary>mimi ASR powered by NICT, version 1 (https://mimi.readme.io/reference/mimi-asr-powered-by-nict): words with their analysis, in one final result.</summary>
/// <inheritdoc path="/remarks"/>
public sealed class NictAsrV1Client : MimiRecognizer<NictAsrV1Options, NictAsrV1Result>
{
    /// <summary>Initializes a new instance of the <see cref="NictAsrV1Client"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>nict-asr/http-api-service</c> or <c>nict-asr/websocket-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://service.mimi.fd.ai/</c>.</param>
    /// <param name="loggerFactory">Makes the log that sessions write their life to, never content; <see langword="null"/> for none.</param>
    public NictAsrV1Client(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null, ILoggerFactory? loggerFactory = null)
        : base(engine, credential, address, loggerFactory)
    {
    }

    /// <summary>Starts a session of any length: it goes on over new connections at pauses and after failures, and loses nothing inside its window.</summary>
    /// <param name="options">What the audio is, PCM only, or <see langword="null"/> for the defaults.</param>
    /// <param name="continuous">How the audio is cut, kept and sent again, or <see langword="null"/> for the defaults.</param>
    /// <returns>A session that takes audio at once, and connects when there is some. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The audio is not PCM, or the options do not fit each other.</exception>
    public MimiContinuousSession StartContinuousSession(NictAsrV1Options? options = null, MimiContinuousOptions? continuous = null)
    {
        options ??= new();
        options = options with { Session = MimiContinuousSession.OfConnection(options.Session) };
        return MimiContinuousSession.Start(token => OpenSessionAsync(options, token), static () => new NictAsrV1ResultMapper(), options, continuous);
    }

    private protected override MimiServiceRequest Describe(NictAsrV1Options options, bool overHttp) =>
        NictAsrRequest.Describe(options, options.Language, "response_format=v1");

    private protected override MessageDecoder<NictAsrV1Result> CreateDecoder(NictAsrV1Options options) => NictAsrV1Decoder.Create(options);
}
