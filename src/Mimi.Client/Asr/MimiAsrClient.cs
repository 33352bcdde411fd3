using Microsoft.Extensions.Logging;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.Asr;

/// <summary>mimi ASR, mimi's own recognizer of Japanese (https://mimi.readme.io/docs/asr-websocket-service). A session gives temporary results as one speaks.</summary>
/// <inheritdoc path="/remarks"/>
public sealed class MimiAsrClient : MimiRecognizer<MimiAsrOptions, MimiAsrResult>
{
    /// <summary>Initializes a new instance of the <see cref="MimiAsrClient"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>asr/http-api-service</c> or <c>asr/websocket-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://service.mimi.fd.ai/</c>.</param>
    /// <param name="loggerFactory">Makes the log that sessions write their life to, never content; <see langword="null"/> for none.</param>
    public MimiAsrClient(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null, ILoggerFactory? loggerFactory = null)
        : base(engine, credential, address, loggerFactory)
    {
    }

    /// <summary>Starts a session of any length: it goes on over new connections at pauses and after failures, and loses nothing inside its window.</summary>
    /// <param name="options">What the audio is, PCM only, or <see langword="null"/> for the defaults.</param>
    /// <param name="continuous">How the audio is cut, kept and sent again, or <see langword="null"/> for the defaults.</param>
    /// <returns>A session that takes audio at once, and connects when there is some. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The audio is not PCM, or the options do not fit each other.</exception>
    public MimiContinuousSession StartContinuousSession(MimiAsrOptions? options = null, MimiContinuousOptions? continuous = null)
    {
        options ??= new();
        options = options with { Session = MimiContinuousSession.OfConnection(options.Session) };
        return MimiContinuousSession.Start(token => OpenSessionAsync(options, token), static () => new AsrResultMapper(), options, continuous);
    }

    private protected override MimiServiceRequest Describe(MimiAsrOptions options, bool overHttp) =>
        RecognitionRequest.Describe(options, MimiProcess.Asr, new KeyValuePair<string, string>(MimiHeaders.InputLanguage, options.Language.Code));

    private protected override MessageDecoder<MimiAsrResult> CreateDecoder(MimiAsrOptions options) => AsrDecoder.Create(options);
}
