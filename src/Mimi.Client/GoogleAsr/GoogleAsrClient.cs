using Microsoft.Extensions.Logging;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.GoogleAsr;

/// <summary>Google's recognizer through mimi (<c>google-asr</c>, https://mimi.readme.io/docs/service-chart), which needs a contract of its own. A session gives temporary results as one speaks.</summary>
/// <inheritdoc path="/remarks"/>
public sealed class GoogleAsrClient : MimiRecognizer<GoogleAsrOptions, GoogleAsrResult>
{
    /// <summary>Initializes a new instance of the <see cref="GoogleAsrClient"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>google-asr/http-api-service</c> or <c>google-asr/websocket-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://service.mimi.fd.ai/</c>.</param>
    /// <param name="loggerFactory">Makes the log that sessions write their life to, never content; <see langword="null"/> for none.</param>
    public GoogleAsrClient(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null, ILoggerFactory? loggerFactory = null)
        : base(engine, credential, address, loggerFactory)
    {
    }

    private protected override MimiServiceRequest Describe(GoogleAsrOptions options, bool overHttp) =>
        RecognitionRequest.Describe(options, MimiProcess.GoogleAsr, new KeyValuePair<string, string>(MimiHeaders.InputLanguage, options.Language.Code));

    private protected override MessageDecoder<GoogleAsrResult> CreateDecoder(GoogleAsrOptions options) => GoogleAsrDecoder.Create(options);
}
