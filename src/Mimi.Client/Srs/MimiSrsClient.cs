using Microsoft.Extensions.Logging;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.Srs;

/// <summary>Speaker identification (<c>srs</c>, https://mimi.readme.io/reference/srs): who of a group speaks. The fields of its answer are not published.</summary>
/// <inheritdoc path="/remarks"/>
public sealed class MimiSrsClient : MimiRecognizer<MimiSrsOptions, MimiSrsResult>
{
    /// <summary>Initializes a new instance of the <see cref="MimiSrsClient"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>srs/http-api-service</c> or <c>srs/websocket-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://service.mimi.fd.ai/</c>.</param>
    /// <param name="loggerFactory">Makes the log that sessions write their life to, never content; <see langword="null"/> for none.</param>
    public MimiSrsClient(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null, ILoggerFactory? loggerFactory = null)
        : base(engine, credential, address, loggerFactory)
    {
    }

    private protected override MimiServiceRequest Describe(MimiSrsOptions options, bool overHttp) =>
        options.SpeakerGroupId.Length == 0
            ? throw new ArgumentException("Speaker identification needs a group: set MimiSrsOptions.SpeakerGroupId.", nameof(options))
            : RecognitionRequest.Describe(options, MimiProcess.Srs, new KeyValuePair<string, string>(MimiHeaders.SrsSpeakerGroupId, options.SpeakerGroupId));

    private protected override MessageDecoder<MimiSrsResult> CreateDecoder(MimiSrsOptions options) => RawResponse.CreateDecoder<MimiSrsResult>(options.KeepRawJson);
}
