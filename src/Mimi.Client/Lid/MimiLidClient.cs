using Microsoft.Extensions.Logging;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.Lid;

/// <summary>Spoken language identification (<c>lid</c>, https://mimi.readme.io/docs/lid-websocket-service). The fields of its answer are not published.</summary>
/// <inheritdoc path="/remarks"/>
public sealed class MimiLidClient : MimiRecognizer<MimiLidOptions, MimiLidResult>
{
    /// <summary>Initializes a new instance of the <see cref="MimiLidClient"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>lid/http-api-service</c> or <c>lid/websocket-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://service.mimi.fd.ai/</c>.</param>
    /// <param name="loggerFactory">Makes the log that sessions write their life to, never content; <see langword="null"/> for none.</param>
    public MimiLidClient(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null, ILoggerFactory? loggerFactory = null)
        : base(engine, credential, address, loggerFactory)
    {
    }

    private protected override MimiServiceRequest Describe(MimiLidOptions options, bool overHttp) =>
        LidRequest.Describe(options, MimiProcess.Lid);

    private protected override MessageDecoder<MimiLidResult> CreateDecoder(MimiLidOptions options) => RawResponse.CreateDecoder<MimiLidResult>(options.KeepRawJson);
}
