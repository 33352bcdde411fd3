using System.Globalization;
using Microsoft.Extensions.Logging;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;

namespace Mimi.Client.NictAsr;

/// <summary>mimi ASR powered by NICT, version 2 (https://mimi.readme.io/reference/mimi-asr-powered-by-nict): text with punctuation, and, in a session, temporary and partial results as one speaks.</summary>
/// <inheritdoc path="/remarks"/>
public sealed class NictAsrV2Client : MimiRecognizer<NictAsrV2Options, NictAsrV2Result>
{
    /// <summary>Initializes a new instance of the <see cref="NictAsrV2Client"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>nict-asr/http-api-service</c> or <c>nict-asr/websocket-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://service.mimi.fd.ai/</c>.</param>
    /// <param name="loggerFactory">Makes the log that sessions write their life to, never content; <see langword="null"/> for none.</param>
    public NictAsrV2Client(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null, ILoggerFactory? loggerFactory = null)
        : base(engine, credential, address, loggerFactory)
    {
    }

    /// <summary>Starts a session of any length: it goes on over new connections at pauses and after failures, and loses nothing inside its window.</summary>
    /// <param name="options">What the audio is, PCM only, or <see langword="null"/> for the defaults.</param>
    /// <param name="continuous">How the audio is cut, kept and sent again, or <see langword="null"/> for the defaults.</param>
    /// <returns>A session that takes audio at once, and connects when there is some. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The audio is not PCM, or the options do not fit each other.</exception>
    public MimiContinuousSession StartContinuousSession(NictAsrV2Options? options = null, MimiContinuousOptions? continuous = null)
    {
        options ??= new();
        options = options with { Session = MimiContinuousSession.OfConnection(options.Session) };
        return MimiContinuousSession.Start(token => OpenSessionAsync(options, token), () => new NictAsrV2ResultMapper(TextJoin.SeparatorOf(options.Language.Code)), options, continuous);
    }

    private protected override MimiServiceRequest Describe(NictAsrV2Options options, bool overHttp)
    {
        if (overHttp && options.Progressive)
        {
            throw new ArgumentException("Progressive results need a session; over HTTP, leave NictAsrV2Options.Progressive false.", nameof(options));
        }

        // Only a session has interim results, and only then is there something to ask for.
        return NictAsrRequest.Describe(options, options.Language, overHttp
            ? "response_format=v2;progressive=false;temporary=false"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"response_format=v2;progressive={Text(options.Progressive)};temporary={Text(options.Temporary)};temporary_interval={options.TemporaryInterval.TotalMilliseconds:0}"));
    }

    private protected override MessageDecoder<NictAsrV2Result> CreateDecoder(NictAsrV2Options options) => NictAsrV2Decoder.Create(options);

    private static string Text(bool value) => value ? "true" : "false";
}
