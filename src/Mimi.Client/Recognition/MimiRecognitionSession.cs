using Mimi.Client.Services;
using Mimi.Client.Sessions;
using Mimi.Wire;

namespace Mimi.Client.Recognition;

/// <summary>A session with a recognition service: one utterance, whose results come while it is spoken.</summary>
/// <inheritdoc cref="IMimiWebSocketSession{T}" path="/remarks"/>
/// <typeparam name="T">A result of the service.</typeparam>
public sealed class MimiRecognitionSession<T> : MimiServiceSession<T>
{
    internal MimiRecognitionSession(WebSocketSession<T> session, Task opened)
        : base(session, opened)
    {
    }

    /// <summary>Says that the utterance is over: <c>recog-break</c> goes out behind all audio, no more audio is taken, and results keep coming until the server closes.</summary>
    /// <param name="cancellationToken">Looked at once, before the stop begins: a stop that has begun is not taken back.</param>
    /// <returns>A task that is complete: the place of <c>recog-break</c> is reserved, so it waits for no room. Read the results to their end for the final one.</returns>
    /// <remarks>Has no effect on a session that is stopping or closed already. It may be called while the session is connecting.</remarks>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled already.</exception>
    public ValueTask StopRecognitionAsync(CancellationToken cancellationToken = default) => StopAsync(RecognitionWire.Break, cancellationToken);
}
