using Microsoft.Extensions.Logging;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.Air;

/// <summary>Recognition of acoustic events (<c>air</c>, https://mimi.readme.io/docs/service-chart). What it answers is not published.</summary>
/// <inheritdoc path="/remarks"/>
public sealed class MimiAirClient : MimiRecognizer<MimiAirOptions, MimiAirResult>
{
    /// <summary>Initializes a new instance of the <see cref="MimiAirClient"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>air/http-api-service</c> or <c>air/websocket-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://service.mimi.fd.ai/</c>.</param>
    /// <param name="loggerFactory">Makes the log that sessions write their life to, never content; <see langword="null"/> for none.</param>
    public MimiAirClient(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null, ILoggerFactory? loggerFactory = null)
        : base(engine, credential, address, loggerFactory)
    {
    }

    private protected override MimiServiceRequest Describe(MimiAirOptions options, bool overHttp) =>
        RecognitionRequest.Describe(options, MimiProcess.Air);

    private protected override MessageDecoder<MimiAirResult> CreateDecoder(MimiAirOptions options) => RawResponse.CreateDecoder<MimiAirResult>(options.KeepRawJson);
}
