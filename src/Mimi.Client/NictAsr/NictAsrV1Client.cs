using Microsoft.Extensions.Logging;
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

    private protected override MimiServiceRequest Describe(NictAsrV1Options options, bool overHttp) =>
        NictAsrRequest.Describe(options, options.Language, "response_format=v1");

    private protected override MessageDecoder<NictAsrV1Result> CreateDecoder(NictAsrV1Options options) => NictAsrV1Decoder.Create(options);
}
