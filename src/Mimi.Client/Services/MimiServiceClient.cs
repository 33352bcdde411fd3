using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Mimi.Client.Engines;
using Mimi.Client.Serialization;
using Mimi.Client.Sessions;
using Mimi.Wire;

namespace Mimi.Client.Services;

/// <summary>One service's address and credential over an engine. The named clients are built on it; use it for a service that this library does not know.</summary>
/// <remarks>
/// <para>Safe for concurrent use; one instance serves a whole process. The engine is the caller's, who disposes it.</para>
/// <para>
/// An HTTP call whose failure is transient is made again (<see cref="MimiServiceRequest.Retry"/>). A call or an opening of a session that the server refuses with 401 is told to the
/// credential, and made again once if there is another token then and the body can be sent again. mimi also answers 401 to a wrong scope, a wrong process and a quota
/// that is used up: a second 401 is thrown.
/// </para>
/// </remarks>
public class MimiServiceClient
{
    private readonly MimiNetworkEngine _engine;
    private readonly MimiCredential? _credential;
    private readonly Uri _address;
    private readonly ILogger _logger;
    private readonly ILogger _httpLogger;

    /// <summary>Initializes a new instance of the <see cref="MimiServiceClient"/> class.</summary>
    /// <param name="engine">What requests and sessions go through.</param>
    /// <param name="credential">What supplies the token, or <see langword="null"/> to send none, as to a local server without authorization.</param>
    /// <param name="address">The full address of the service: <c>https</c>, <c>http</c>, <c>wss</c> or <c>ws</c>, for HTTP and WebSocket alike.</param>
    /// <param name="loggerFactory">Makes the logs that sessions write their life to and HTTP calls their retries, never content; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException"><paramref name="address"/> is relative, or of another scheme.</exception>
    public MimiServiceClient(MimiNetworkEngine engine, MimiCredential? credential, Uri address, ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
        _credential = credential;
        _address = ServiceAddress.Normalize(address);
        _logger = loggerFactory?.CreateLogger("Mimi.Client.Session") ?? NullLogger.Instance;
        _httpLogger = loggerFactory?.CreateLogger("Mimi.Client.Http") ?? NullLogger.Instance;
    }

    /// <summary>Sends one HTTP request and reads its answer, which is text such as JSON.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="request">What to send.</param>
    /// <param name="decoder">What the answer means.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The result.</returns>
    /// <exception cref="MimiServiceException">The server refused the request.</exception>
    /// <exception cref="MimiIOException">No answer was had, or not in time.</exception>
    /// <exception cref="MimiSerializationException">The answer was not understood.</exception>
    /// <exception cref="MimiException">The credential could not supply a token.</exception>
    /// <remarks>If reading the caller's stream fails, that failure is thrown as it is.</remarks>
    public async Task<T> SendAsync<T>(MimiServiceRequest request, MessageDecoder<T> decoder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(decoder);
        return await Deadline.RunAsync(
            token => Call(request).RunAsync((response, token) => DecodeAsync(response, request, decoder, token), token),
            request.ResponseTimeout,
            request.Session.TimeProvider,
            $"The answer of {_address.Authority}",
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends one HTTP request and gives its answer as it comes, for answers that are audio or may be large.</summary>
    /// <param name="request">What to send. Its <see cref="MimiServiceRequest.ResponseTimeout"/> covers the time up to the answer's headers.</param>
    /// <param name="cancellationToken">Cancels the request; once the answer is there, each read takes a token of its own.</param>
    /// <returns>The answer. The caller disposes it.</returns>
    /// <exception cref="MimiServiceException">The server refused the request.</exception>
    /// <exception cref="MimiIOException">No answer was had, or not in time.</exception>
    public async Task<MimiServiceResponse> SendForStreamAsync(MimiServiceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        HttpResponseMessage response = await Deadline.RunAsync(
            token => Call(request).RunAsync(static (response, _) => Task.FromResult(response), token),
            request.ResponseTimeout,
            request.Session.TimeProvider,
            $"The answer of {_address.Authority}",
            cancellationToken).ConfigureAwait(false);
        return await MimiServiceResponse.CreateAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Posts one request and reads its answer: <see cref="SendAsync"/> with the method POST.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="request">What to send.</param>
    /// <param name="decoder">What the answer means.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The result.</returns>
    /// <inheritdoc cref="SendAsync" path="/exception"/>
    public Task<T> PostAsync<T>(MimiServiceRequest request, MessageDecoder<T> decoder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(request with { Method = HttpMethod.Post }, decoder, cancellationToken);
    }

    /// <summary>Opens a session.</summary>
    /// <typeparam name="T">A result.</typeparam>
    /// <param name="request">What to ask for.</param>
    /// <param name="decoder">What the messages mean. The session uses it from one thread at a time.</param>
    /// <param name="cancellationToken">Cancels the opening; it has no effect on an open session.</param>
    /// <returns>An active session. The caller disposes it.</returns>
    /// <exception cref="ArgumentException"><see cref="MimiServiceRequest.Session"/> asks for what needs PCM, or PCM of another format, and the audio is something else.</exception>
    /// <exception cref="MimiServiceException">The server refused the session.</exception>
    /// <exception cref="MimiIOException">No connection could be made, or not in time.</exception>
    public async Task<MimiServiceSession<T>> OpenSessionAsync<T>(MimiServiceRequest request, MessageDecoder<T> decoder, CancellationToken cancellationToken = default)
    {
        WebSocketSession<T> session = CreateSession(request, decoder);
        await OpenAsync(session, request, cancellationToken).ConfigureAwait(false);
        return new(session, Task.CompletedTask);
    }

    /// <summary>Starts a session that connects in the background and takes audio at once.</summary>
    /// <typeparam name="T">A result.</typeparam>
    /// <param name="request">What to ask for.</param>
    /// <param name="decoder">What the messages mean. The session uses it from one thread at a time.</param>
    /// <returns>A session that is connecting. The caller disposes it. A failed opening is told by <see cref="MimiServiceSession{T}.Opened"/> and to whoever sends or reads.</returns>
    /// <exception cref="ArgumentException"><see cref="MimiServiceRequest.Session"/> asks for what needs PCM, or PCM of another format, and the audio is something else.</exception>
    public MimiServiceSession<T> StartSession<T>(MimiServiceRequest request, MessageDecoder<T> decoder)
    {
        WebSocketSession<T> session = CreateSession(request, decoder);
        return new(session, OpenAsync(session, request, CancellationToken.None));
    }

    internal WebSocketSession<T> CreateSession<T>(MimiServiceRequest request, MessageDecoder<T> decoder, bool keepsHeard = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(decoder);
        return new(decoder, request.Session, request.AudioFormat, _logger, keepsHeard);
    }

    internal Task OpenAsync<T>(WebSocketSession<T> session, MimiServiceRequest request, CancellationToken cancellationToken) =>
        session.OpenAsync(token => ConnectAsync(request, token), cancellationToken);

    private HttpCall Call(MimiServiceRequest request) => new(_engine, _credential, _address, request, _httpLogger);

    private static async Task<T> DecodeAsync<T>(HttpResponseMessage response, MimiServiceRequest request, MessageDecoder<T> decoder, CancellationToken cancellationToken)
    {
        using (response)
        {
            using var body = new PooledBuffer(request.Session.MaxMessageBytes);
            await HttpBody.ReadAsync(response.Content, body, cancellationToken).ConfigureAwait(false);
            return Decode(decoder, body, response);
        }
    }

    private static T Decode<T>(MessageDecoder<T> decoder, PooledBuffer body, HttpResponseMessage response)
    {
        try
        {
            return decoder.Decode(body.Written, out _);
        }
        catch (MimiServiceException e) when (!e.IsRedacted)
        {
            throw Refusal.InBody(response, e.Detail ?? string.Empty);
        }
    }

    private Task<WebSocket> ConnectAsync(MimiServiceRequest request, CancellationToken cancellationToken) =>
        new AuthorizedCall(_credential).RunAsync((accessToken, token) => ConnectAsync(request, accessToken, token), static () => true, cancellationToken);

    private async Task<WebSocket> ConnectAsync(MimiServiceRequest request, string? accessToken, CancellationToken cancellationToken)
    {
        string? contentType = request.Session.OnWire(request.AudioFormat)?.ToContentType();
        using HttpRequestMessage message = ServiceMessage.Create(HttpMethod.Get, _address, request, contentType is null ? null : new ReadOnlyMemoryContent(default), accessToken);
        if (contentType is not null)
        {
            message.Content!.Headers.TryAddWithoutValidation("Content-Type", contentType);
            message.Headers.TryAddWithoutValidation(MimiHeaders.ContentType, contentType);
        }

        WebSocket socket = await Deadline.RunAsync(
            token => _engine.ConnectAsync(message, token),
            request.Session.HandshakeTimeout,
            request.Session.TimeProvider,
            $"The handshake with {_address.Authority}",
            cancellationToken).ConfigureAwait(false);
        return accessToken is null && request.Secrets.Count == 0 ? socket : new RedactedWebSocket(socket, RequestSecrets.Of(message, request.Secrets));
    }
}
