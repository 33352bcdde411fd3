using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Mimi.Client.Engines;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Client.Sessions;

namespace Mimi.Client.Recognition;

/// <summary>Recognizes speech. The recognition services differ only in their options and results.</summary>
/// <remarks>Safe for concurrent use; one instance serves a whole process. The engine is the caller's, who disposes it.</remarks>
/// <typeparam name="TOptions">What a recognition is told.</typeparam>
/// <typeparam name="TResult">What it gives back.</typeparam>
public abstract class MimiRecognizer<TOptions, TResult>
    where TOptions : MimiRecognitionOptions, new()
    where TResult : MimiRecognitionResult
{
    private static readonly Uri DefaultAddress = new("https://service.mimi.fd.ai/");

    private readonly MimiServiceClient _service;

    private protected MimiRecognizer(MimiNetworkEngine engine, MimiCredential? credential, Uri? address, ILoggerFactory? loggerFactory)
    {
        _service = new(engine, credential, address ?? DefaultAddress, loggerFactory);
    }

    /// <summary>Recognizes a whole recording with one HTTP request.</summary>
    /// <param name="audio">The recording, in the format that <paramref name="options"/> names. It is not copied: it must not change before the task has ended.</param>
    /// <param name="options">What the recording is, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The final result.</returns>
    /// <exception cref="ArgumentException">The options do not fit an HTTP request, or the audio is to be encoded (<see cref="MimiSessionOptions.Encoding"/>) and cannot be.</exception>
    /// <exception cref="MimiServiceException">The server refused the request.</exception>
    /// <exception cref="MimiIOException">No answer was had, or not in time.</exception>
    /// <exception cref="MimiSerializationException">The answer was not understood.</exception>
    public Task<TResult> RecognizeAsync(ReadOnlyMemory<byte> audio, TOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        return PostAsync(MimiRequestBody.OfAudio(audio, options.AudioFormat, options.Session), options, cancellationToken);
    }

    /// <summary>Recognizes a whole recording with one HTTP request, sending it while it is read.</summary>
    /// <param name="audio">The recording, in the format that <paramref name="options"/> names: bare samples without a file header. It is read from where it is, never held whole, and not disposed; only one that can seek is read again should the request be repeated.</param>
    /// <param name="options">What the recording is, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The final result.</returns>
    /// <exception cref="ArgumentException">The options do not fit an HTTP request, or the audio is to be encoded (<see cref="MimiSessionOptions.Encoding"/>) and cannot be.</exception>
    /// <exception cref="MimiServiceException">The server refused the request.</exception>
    /// <exception cref="MimiIOException">No answer was had, or not in time.</exception>
    /// <exception cref="MimiSerializationException">The answer was not understood.</exception>
    /// <remarks>If reading <paramref name="audio"/> fails, that failure is thrown as it is.</remarks>
    public Task<TResult> RecognizeAsync(Stream audio, TOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        return PostAsync(MimiRequestBody.OfAudio(audio, options.AudioFormat, options.Session), options, cancellationToken);
    }

    /// <summary>Opens a session that recognizes audio as it is sent.</summary>
    /// <param name="options">What the audio is, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the opening; it has no effect on an open session.</param>
    /// <returns>An active session. The caller disposes it.</returns>
    /// <exception cref="ArgumentException"><see cref="MimiRecognitionOptions.Session"/> asks for what needs PCM, or PCM of another format, and the audio is something else.</exception>
    /// <exception cref="MimiServiceException">The server refused the session.</exception>
    /// <exception cref="MimiIOException">No connection could be made, or not in time.</exception>
    public async Task<MimiRecognitionSession<TResult>> OpenSessionAsync(TOptions? options = null, CancellationToken cancellationToken = default)
    {
        (MimiServiceRequest request, WebSocketSession<TResult> session) = Create(options ?? new());
        await _service.OpenAsync(session, request, cancellationToken).ConfigureAwait(false);
        return new(session, Task.CompletedTask);
    }

    /// <summary>Starts a session that connects in the background and takes audio at once, so that nothing is lost that is said before the connection stands.</summary>
    /// <param name="options">What the audio is, or <see langword="null"/> for the defaults.</param>
    /// <returns>A session that is connecting. The caller disposes it. A failed opening is told by <see cref="MimiServiceSession{T}.Opened"/> and to whoever sends or reads.</returns>
    /// <exception cref="ArgumentException"><see cref="MimiRecognitionOptions.Session"/> asks for what needs PCM, or PCM of another format, and the audio is something else.</exception>
    public MimiRecognitionSession<TResult> StartSession(TOptions? options = null)
    {
        (MimiServiceRequest request, WebSocketSession<TResult> session) = Create(options ?? new());
        return new(session, _service.OpenAsync(session, request, CancellationToken.None));
    }

    /// <summary>Recognizes audio as it comes: opens a session, sends, stops at the audio's end, and closes it again.</summary>
    /// <param name="audio">The audio, in chunks of any size; each is copied before the next is asked for. Its end stops the recognition.</param>
    /// <param name="options">What the audio is, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Disconnects at once.</param>
    /// <returns>The results, in order. Leaving the loop early stops <paramref name="audio"/> and disconnects.</returns>
    /// <exception cref="MimiException">As for <see cref="OpenSessionAsync"/> and <see cref="IMimiWebSocketSession{T}.ReceiveAllAsync"/>.</exception>
    /// <remarks>
    /// If <paramref name="audio"/> fails, the session is disconnected and that failure is thrown as it is. When the results end before the audio, it is told so by its token (<c>[EnumeratorCancellation]</c>);
    /// audio that does not listen is waited for no longer than <see cref="MimiSessionOptions.CloseTimeout"/>, and is disposed behind the chunk that it gives next.
    /// </remarks>
    public IAsyncEnumerable<TResult> RecognizeStreamAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> audio, TOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return RecognizeCoreAsync(audio, options, cancellationToken);
    }

    private protected abstract MimiServiceRequest Describe(TOptions options, bool overHttp);

    private protected abstract MessageDecoder<TResult> CreateDecoder(TOptions options);

    private async Task<TResult> PostAsync(MimiRequestBody body, TOptions options, CancellationToken cancellationToken) =>
        await _service.PostAsync(Describe(options, overHttp: true) with { Body = body }, CreateDecoder(options), cancellationToken).ConfigureAwait(false);

    private (MimiServiceRequest Request, WebSocketSession<TResult> Session) Create(TOptions options)
    {
        MimiServiceRequest request = Describe(options, overHttp: false);
        return (request, _service.CreateSession(request, CreateDecoder(options), keepsHeard: true));
    }

    private async IAsyncEnumerable<TResult> RecognizeCoreAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> audio, TOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        options ??= new();
        MimiRecognitionSession<TResult> session = await OpenSessionAsync(options, cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pump = new AudioPump<TResult>(audio, session);
        Task sending = pump.RunAsync(over.Token);
        try
        {
            await foreach (TResult result in session.ReceiveAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return result;
            }

            pump.SourceFailure?.Throw(); // Which is what ended the results.
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await sending.WaitAsync(options.Session.CloseTimeout, options.Session.TimeProvider, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
