using Mimi.Client.Recognition;
using Mimi.Client.Sessions;

namespace Mimi.Client.Continuous;

/// <summary>Endless speech over a service that takes one utterance a connection, over a network that breaks.</summary>
/// <remarks>
/// <para>
/// The audio is one stream, cut into utterances at pauses; each goes to a connection of its own, and if that breaks, what has no determined text is sent again over another
/// one. Times are places in the caller's audio throughout. A determined text comes once; audio that will have none is told as a gap.
/// </para>
/// <para>
/// The session takes audio from its beginning and connects when there is some. Where nothing comes, it holds no connection. It is <i>active</i> until a graceful stop, a
/// failure, <see cref="Cancel"/>, the end of the reading, or disposing; the latter three disconnect at once.
/// </para>
/// <para>Every member may be called from any thread. Concurrent sends never interleave. The session goes on while nobody reads its events, as long as there is room for them.</para>
/// </remarks>
public sealed class MimiContinuousSession : IMimiWebSocketSession<MimiContinuousEvent>
{
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromHours(24);

    /// <summary>Twice what is handed over at a time, so that the connection always has something to write.</summary>
    private const int ConnectionBufferBytes = 2 * UtteranceRunner.ChunkBytes;

    private readonly ContinuousCore _core;

    private MimiContinuousSession(ContinuousCore core)
    {
        _core = core;
    }

    /// <summary>Gets whether the session takes audio: from its beginning until a graceful stop begins or it ends, however it is connected meanwhile.</summary>
    public bool IsActive => _core.IsActive;

    /// <summary>Gets how the session is connected now. Changes of it are among the events.</summary>
    public MimiConnectionState State => _core.State;

    /// <summary>Sends voice audio. If the window is full of audio that could not be sent, it does what <see cref="MimiContinuousOptions.Overload"/> says: by default it waits.</summary>
    /// <param name="audio">Any length, cut anywhere. Up to the window's size it is taken all or nothing; longer audio is taken piece by piece. It is copied, so the buffer may be reused when the task has completed. After a pause its write begins on the calling thread, which does not wait for its end.</param>
    /// <param name="cancellationToken">Cancels the wait for room; audio once taken is not taken back.</param>
    /// <returns>A task that completes when all of the audio is in the window.</returns>
    /// <exception cref="InvalidOperationException">The session is stopping or closed.</exception>
    /// <exception cref="MimiIOException">The session has failed; the inner exception says how.</exception>
    /// <exception cref="MimiOverloadException">There is no room, and the options ask to fail then. Nothing was taken, and the session goes on.</exception>
    /// <exception cref="ArgumentException"><paramref name="audio"/> is longer than the window, and the options ask to fail. Nothing was taken.</exception>
    /// <exception cref="MimiSendCanceledException"><paramref name="cancellationToken"/> was cancelled; the exception tells how many bytes were taken.</exception>
    public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken = default) => _core.SendAsync(audio, cancellationToken);

    /// <summary>Sends voice audio, blocking the calling thread while there is no room: for capture threads, which may wait.</summary>
    /// <param name="audio">As for <see cref="SendBinaryAsync"/>.</param>
    /// <exception cref="InvalidOperationException">The session is stopping or closed.</exception>
    /// <exception cref="MimiIOException">The session has failed; the inner exception says how.</exception>
    /// <exception cref="MimiOverloadException">There is no room, and the options ask to fail then. Nothing was taken, and the session goes on.</exception>
    /// <exception cref="ArgumentException"><paramref name="audio"/> is longer than the window, and the options ask to fail. Nothing was taken.</exception>
    public void SendBinary(ReadOnlySpan<byte> audio) => _core.Send(audio);

    /// <summary>Sends voice audio if there is, or can be made, room for all of it, and never waits: for audio callbacks, which must not.</summary>
    /// <param name="audio">At most as long as the window. It is copied.</param>
    /// <returns><see langword="true"/> if all of it was taken, <see langword="false"/> if none of it was because the window is full of audio that could not be sent.</returns>
    /// <exception cref="ArgumentException"><paramref name="audio"/> is longer than the window.</exception>
    /// <exception cref="InvalidOperationException">The session is stopping or closed.</exception>
    /// <exception cref="MimiIOException">The session has failed; the inner exception says how.</exception>
    public bool TrySendBinary(ReadOnlySpan<byte> audio) => _core.TrySend(audio);

    /// <summary>Says that the speech is over: no more audio is taken, all that was taken gets its determined text, and then the events end.</summary>
    /// <param name="cancellationToken">Looked at once, before the stop begins: a stop that has begun is not taken back.</param>
    /// <returns>A task that is complete. Read the events to their end for the last text.</returns>
    /// <remarks>Sends that wait for room are still served. Has no effect on a session that is stopping or closed already.</remarks>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled already.</exception>
    public ValueTask StopRecognitionAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _core.Stop();
        return ValueTask.CompletedTask;
    }

    /// <summary>Stops as <see cref="StopRecognitionAsync"/> does, and waits until all events are there, but not for ever.</summary>
    /// <param name="deadline">How long to wait: more than zero, at most 24 hours. When it has passed, the session tells what it has, the rest as gaps, and disconnects.</param>
    /// <param name="cancellationToken">Cancels the wait, not the stop.</param>
    /// <returns>How it ended. Reading the events is not waited for; it may be done before, meanwhile or after.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deadline"/> is outside its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled. The session goes on stopping, unless the token was cancelled before the call: then nothing has begun.</exception>
    public Task<MimiContinuousCompletion> CompleteAsync(TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deadline, LongestDeadline);
        return _core.CompleteAsync(deadline, cancellationToken);
    }

    /// <summary>Receives the events, in order. Once: leaving the loop, disposing the enumerator or cancelling it disconnects the session.</summary>
    /// <param name="cancellationToken">Disconnects the session and ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The events. The last one is that the connection is <see cref="MimiConnectionState.Closed"/>. If the session failed, the failure is thrown behind it.</returns>
    /// <exception cref="InvalidOperationException">The events are being, or were, enumerated already. Thrown when the second enumeration begins. Also thrown if the credential gave no token.</exception>
    /// <exception cref="MimiException">The server refused a connection for good, reconnecting used up its budget, or the session was overloaded or not read.</exception>
    public IAsyncEnumerable<MimiContinuousEvent> ReceiveAllAsync(CancellationToken cancellationToken = default) =>
        new ResultSequence<MimiContinuousEvent>(_core, cancellationToken);

    /// <inheritdoc/>
    public void Cancel() => _core.Cancel();

    /// <summary>Disconnects at once, as <see cref="Cancel"/> does, and gives everything back. Never throws.</summary>
    /// <returns>A task that completes when all connections are gone.</returns>
    public ValueTask DisposeAsync() => _core.DisposeAsync();

    /// <summary>The options of one connection: the window is the buffer, and what waits in a second one could not be taken back.</summary>
    internal static MimiSessionOptions OfConnection(MimiSessionOptions options) =>
        options with { SendBufferBytes = Math.Min(options.SendBufferBytes, ConnectionBufferBytes), Overload = MimiOverload.Wait, KeepAlive = null };

    /// <exception cref="ArgumentException">The options do not fit.</exception>
    internal static MimiContinuousSession Start<TResult>(
        Func<CancellationToken, Task<MimiRecognitionSession<TResult>>> open,
        Func<ResultMapper<TResult>> createMapper,
        MimiRecognitionOptions options,
        MimiContinuousOptions? continuous)
        where TResult : MimiTextResult
    {
        if (options.AudioFormat.Encoding != MimiAudioEncoding.Pcm)
        {
            throw new ArgumentException($"The audio format is {options.AudioFormat.Encoding}: a continuous session cuts the audio between samples, and takes PCM only.", nameof(options));
        }

        options.Session.ThrowIfNotEncodable(options.AudioFormat);
        continuous ??= new();
        continuous.ThrowIfInconsistent(nameof(continuous));
        return new(new(ConnectAsync, options.AudioFormat, continuous, options.Session));

        async Task<UtteranceConnection> ConnectAsync(CancellationToken cancellationToken) =>
            new UtteranceConnection<TResult>(await open(cancellationToken).ConfigureAwait(false), createMapper());
    }
}
