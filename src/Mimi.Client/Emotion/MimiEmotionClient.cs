using Microsoft.Extensions.Logging;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.Emotion;

/// <summary>Emotion recognition (<c>emo-categorical</c>, https://mimi.readme.io/docs/emoc-overview): one emotion of an utterance of Japanese. Audio that is too short is an error of the service.</summary>
/// <inheritdoc path="/remarks"/>
public sealed class MimiEmotionClient : MimiRecognizer<MimiEmotionOptions, MimiEmotionResult>
{
    /// <summary>Initializes a new instance of the <see cref="MimiEmotionClient"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>emo-categorical/http-api-service</c> or <c>emo-categorical/websocket-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://service.mimi.fd.ai/</c>.</param>
    /// <param name="loggerFactory">Makes the log that sessions write their life to, never content; <see langword="null"/> for none.</param>
    public MimiEmotionClient(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null, ILoggerFactory? loggerFactory = null)
        : base(engine, credential, address, loggerFactory)
    {
    }

    private protected override MimiServiceRequest Describe(MimiEmotionOptions options, bool overHttp) =>
        RecognitionRequest.Describe(options, MimiProcess.Emotion);

    private protected override MessageDecoder<MimiEmotionResult> CreateDecoder(MimiEmotionOptions options) => EmotionDecoder.Create(options);
}
