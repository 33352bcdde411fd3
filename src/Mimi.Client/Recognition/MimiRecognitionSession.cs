using System.Text;
using Mimi.Client.Services;
using Mimi.Client.Sessions;
using Mimi.Wire;

namespace Mimi.Client.Recognition;

/// <summary>A session with a recognition service: one utterance, whose results come while it is spoken.</summary>
/// <inheritdoc cref="IMimiWebSocketSession{T}" path="/remarks"/>
/// <typeparam name="T">A result of the service.</typeparam>
public sealed class MimiRecognitionSession<T> : MimiServiceSession<T>
{
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromHours(24);

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

    /// <summary>Says that the utterance is over, as <see cref="StopRecognitionAsync"/> does, and waits until the session has ended, but not for longer than the deadline.</summary>
    /// <param name="deadline">How long it may take in all, the rest of the opening and the sending of what waits included: more than zero, at most 24 hours. When it has passed, the session is disconnected.</param>
    /// <param name="cancellationToken">Disconnects at once.</param>
    /// <returns>A <see cref="MimiCompleted{T}"/> with the final result, a <see cref="MimiTimedOut{T}"/> with what was heard until then, or a <see cref="MimiFailed{T}"/> with the cause. A failure of the world is never thrown.</returns>
    /// <remarks>
    /// It may be called in every state, from within the loop that reads, from several places at a time, each with a deadline of its own, and again: the outcome is the same.
    /// Sends that wait keep their place in front of the stop. No result is taken away from who reads; nobody needs to. For this, the session keeps its determined
    /// results until it is collected. A final result that has come stays one, whatever happens before the server closes.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deadline"/> is outside its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<MimiCompletion<T>> CompleteAsync(TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deadline, LongestDeadline);
        return Session.CompleteAsync(Encoding.UTF8.GetBytes(RecognitionWire.Break), deadline, cancellationToken);
    }
}
