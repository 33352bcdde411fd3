using Mimi.Client.Engines;
using Mimi.Client.Serialization;
using Mimi.Client.Services;

namespace Mimi.Client.NictTra;

/// <summary>Machine translation by NICT's engine (https://mimi.readme.io/reference/machine-translation), between Japanese and another language.</summary>
/// <remarks>Safe for concurrent use; one instance serves a whole process. The engine is the caller's, who disposes it.</remarks>
public sealed class NictTraClient
{
    private static readonly Uri DefaultAddress = new("https://tra.mimi.fd.ai/machine_translation");
    private static readonly MessageDecoder<string[]> Decoder = new(NictTraWire.Read);

    private readonly MimiServiceClient _service;

    /// <summary>Initializes a new instance of the <see cref="NictTraClient"/> class.</summary>
    /// <param name="engine">What requests go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>nict-tra/http-api-service</c> (not <c>tra/…</c>, as mimi's Kotlin client has it); <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://tra.mimi.fd.ai/machine_translation</c>.</param>
    public NictTraClient(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null) =>
        _service = new(engine, credential, address ?? DefaultAddress);

    /// <summary>Translates a text.</summary>
    /// <param name="text">The text, sent as it is. How long it may be is not published.</param>
    /// <param name="source">The language of the text.</param>
    /// <param name="target">The language to translate into. Either this or <paramref name="source"/> is Japanese.</param>
    /// <param name="options">How long to wait, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The translation. For one text, the service answers with one element.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty, blank or not valid UTF-16, or not exactly one of the languages is Japanese.</exception>
    /// <exception cref="MimiServiceException">The server refused the request, or answered with an error.</exception>
    /// <exception cref="MimiIOException">No answer was had, or not in time.</exception>
    /// <exception cref="MimiSerializationException">The answer is not an array of strings.</exception>
    public async Task<IReadOnlyList<string>> TranslateAsync(
        string text, NictTraLanguage source, NictTraLanguage target, NictTraOptions? options = null, CancellationToken cancellationToken = default)
    {
        MimiRequestBody body = NictTraWire.ToForm(TextArgument.Checked(text), source, target);
        return await _service.SendAsync((options ?? new()).CreateRequest(body), Decoder, cancellationToken).ConfigureAwait(false);
    }
}
