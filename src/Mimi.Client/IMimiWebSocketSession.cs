namespace Mimi.Client;

/// <summary>A session with one mimi service over a WebSocket: audio goes out, results come in.</summary>
/// <remarks>
/// <para>A session is <i>connecting</i>, then <i>active</i>; a graceful stop makes it <i>stopping</i>: no more audio is taken, and results keep coming until the server
/// closes. It ends <i>closed</i>: by the server, by a lost connection, or by <see cref="Cancel"/>, leaving the results or disposing, which disconnect at once.</para>
/// <para>Every member may be called from any thread. Concurrent sends never interleave. The session reads on while nobody consumes its results. A loop over the results
/// runs on the thread that received them; if it blocks that thread, the reading goes on on another one within half a second.</para>
/// </remarks>
/// <typeparam name="T">A result of the service.</typeparam>
public interface IMimiWebSocketSession<out T> : IAsyncDisposable
{
    /// <summary>Gets whether the session takes audio: from the handshake until a graceful stop begins or the connection is lost, closed or cancelled.</summary>
    /// <value>Once it has turned from <see langword="true"/> to <see langword="false"/>, it never turns back.</value>
    bool IsActive { get; }

    /// <summary>Sends voice audio, waiting while the send buffer is full.</summary>
    /// <param name="audio">
    /// Any length. Up to the buffer's size it is taken all or nothing; longer audio is taken piece by piece, as room comes, unless <see cref="MimiSessionOptions.Overload"/> says otherwise. It is copied, so the buffer may be reused
    /// when the returned task has completed. It reaches the server in frames of at most 65,536 bytes, cut at sample boundaries
    /// (https://mimi.readme.io/docs/websocket-api); chunks that wait together share a frame. After a pause its write begins on the calling thread, which does not wait for its end.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait for room; audio once taken is not taken back.</param>
    /// <returns>A task that completes when all of the audio is in the buffer.</returns>
    /// <exception cref="InvalidOperationException">The session is stopping or closed.</exception>
    /// <exception cref="MimiIOException">The session has failed; the inner exception says how. Of audio longer than the buffer a part may have been taken: <see cref="MimiSessionHealth.AudioTaken"/> tells.</exception>
    /// <exception cref="MimiOverloadException">There is no room, and <see cref="MimiSessionOptions.Overload"/> is <see cref="MimiOverload.Fail"/>. Nothing was taken, and the session goes on.</exception>
    /// <exception cref="ArgumentException"><paramref name="audio"/> is longer than the send buffer, and <see cref="MimiSessionOptions.Overload"/> is <see cref="MimiOverload.Fail"/>. Nothing was taken.</exception>
    /// <exception cref="MimiSendCanceledException"><paramref name="cancellationToken"/> was cancelled; the exception tells how many bytes were taken.</exception>
    ValueTask SendBinaryAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken = default);

    /// <summary>Sends voice audio, blocking the calling thread while the send buffer is full: for capture threads, which may wait.</summary>
    /// <param name="audio">As for <see cref="SendBinaryAsync"/>.</param>
    /// <exception cref="InvalidOperationException">The session is stopping or closed.</exception>
    /// <exception cref="MimiIOException">The session has failed; the inner exception says how.</exception>
    /// <exception cref="MimiOverloadException">There is no room, and <see cref="MimiSessionOptions.Overload"/> is <see cref="MimiOverload.Fail"/>. Nothing was taken, and the session goes on.</exception>
    /// <exception cref="ArgumentException"><paramref name="audio"/> is longer than the send buffer, and <see cref="MimiSessionOptions.Overload"/> is <see cref="MimiOverload.Fail"/>. Nothing was taken.</exception>
    void SendBinary(ReadOnlySpan<byte> audio);

    /// <summary>Sends voice audio if the send buffer has room for all of it, and never waits: for audio callbacks, which must not.</summary>
    /// <param name="audio">At most as long as the send buffer; with <see cref="MimiOverload.DropOldest"/> of any length. It is copied.</param>
    /// <returns><see langword="true"/> if all of it was taken, <see langword="false"/> if none of it was because the buffer is full, which never happens with <see cref="MimiOverload.DropOldest"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="audio"/> is longer than the send buffer, and the oldest audio does not give way.</exception>
    /// <exception cref="InvalidOperationException">The session is stopping or closed.</exception>
    /// <exception cref="MimiIOException">The session has failed; the inner exception says how.</exception>
    bool TrySendBinary(ReadOnlySpan<byte> audio);

    /// <summary>Receives the results, in order. Once: leaving the loop, disposing the enumerator or cancelling it disconnects the session.</summary>
    /// <param name="cancellationToken">Disconnects the session and ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The results, up to the end of the session.</returns>
    /// <exception cref="InvalidOperationException">The results are being, or were, enumerated already. Thrown when the second enumeration begins.</exception>
    /// <exception cref="MimiServiceException">The server closed the session before the final result.</exception>
    /// <exception cref="MimiIOException">The connection was lost before the final result, or could not be made.</exception>
    /// <exception cref="MimiSerializationException">A message of the server was not understood.</exception>
    /// <exception cref="MimiResultOverflowException">Too many results waited to be read.</exception>
    IAsyncEnumerable<T> ReceiveAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Disconnects at once, without a graceful stop: sends that wait fail with <see cref="InvalidOperationException"/>, and a read that waits ends as at a normal end. May be called at any time, any number of times.</summary>
    void Cancel();
}
