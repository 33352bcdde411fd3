using Microsoft.Extensions.Logging;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.Lid;

/// <summary>Spoken language identification, and recognition by NICT's recognizer in the language that was found (<c>lidasr</c>, https://mimi.readme.io/docs/service-chart). The fields of its answer are not published.</summary>
/// <inheritdoc path="/remarks"/>
public sealed class MimiLidAsrClient : MimiRecognizer<MimiLidOptions, MimiLidAsrResult>
{
    /// <summary>Initializes a new instance of the <see cref="MimiLidAsrClient"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, with the scopes of <c>lid</c> and of <c>nict-asr</c>, each <c>…/http-api-service</c> or <c>…/websocket-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://service.mimi.fd.ai/</c>.</param>
    /// <param name="loggerFactory">Makes the log that sessions write their life to, never content; <see langword="null"/> for none.</param>
    public MimiLidAsrClient(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null, ILoggerFactory? loggerFactory = null)
        : base(engine, credential, address, loggerFactory)
    {
    }

    private protected override MimiServiceRequest Describe(MimiLidOptions options, bool overHttp) =>
        LidRequest.Describe(options, MimiProcess.LidAsr);

    private protected override MessageDecoder<MimiLidAsrResult> CreateDecoder(MimiLidOptions options) => RawResponse.CreateDecoder<MimiLidAsrResult>(options.KeepRawJson);
}
