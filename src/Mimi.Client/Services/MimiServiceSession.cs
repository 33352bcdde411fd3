using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mimi.Client.Sessions;
using Mimi.Wire;

namespace Mimi.Client.Services;

/// <summary>A session with any service: audio, text commands and a graceful stop, in one order. The services' own sessions are built on it.</summary>
/// <inheritdoc cref="IMimiWebSocketSession{T}" path="/remarks"/>
/// <typeparam name="T">A result of the service.</typeparam>
public class MimiServiceSession<T> : IMimiWebSocketSession<T>
{
    private readonly WebSocketSession<T> _session;

    internal MimiServiceSession(WebSocketSession<T> session, Task opened)
    {
        _session = session;
        Opened = opened;
        _ = opened.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private protected WebSocketSession<T> Session => _session;

    /// <summary>Gets the task of the opening. It fails as <see cref="MimiServiceClient.OpenSessionAsync"/> does, and is cancelled if the session is cancelled first.</summary>
    public Task Opened { get; }

    /// <inheritdoc/>
    public bool IsActive => _session.IsActive;

    /// <summary>Gets the code of the server's close.</summary>
    /// <value><see langword="null"/> if the server has not closed; <see cref="WebSocketCloseStatus.Empty"/> if it closed without a code.</value>
    public WebSocketCloseStatus? CloseStatus => _session.CloseStatus;

    /// <summary>Gets the reason of the server's close, if it gave one.</summary>
    public string? CloseDescription => _session.CloseDescription;

    /// <summary>Gets the session's id, once a result has told it.</summary>
    public string? SessionId => _session.SessionId;

    /// <summary>Gets how the session does at this moment. For any thread, at any time; after the end it is how it was then.</summary>
    public MimiSessionHealth Health => _session.Monitor.ReadHealth();

    /// <summary>Gets how many temporary results were left out because too many results waited to be read.</summary>
    public long DroppedResults => _session.Results.Dropped;

    /// <summary>Gets whether a graceful stop has begun and everything has left, its end marker included.</summary>
    internal bool HasSentAll => _session.HasSentAll;

    /// <inheritdoc/>
    public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken = default) =>
        _session.Queue.SendAsync(audio, SendKind.Audio, cancellationToken);

    /// <inheritdoc/>
    public void SendBinary(ReadOnlySpan<byte> audio) => _session.Queue.Send(audio, SendKind.Audio);

    /// <inheritdoc/>
    public bool TrySendBinary(ReadOnlySpan<byte> audio) => _session.Queue.TrySend(audio, SendKind.Audio);

    /// <summary>Sends a text command, behind all audio that was sent before, waiting while the send buffer is full.</summary>
    /// <param name="command">The command, at most 65,536 bytes of UTF-8: it is sent as one frame.</param>
    /// <param name="cancellationToken">Cancels the wait for room; the command is then not sent.</param>
    /// <returns>A task that completes when the command is in the buffer.</returns>
    /// <exception cref="ArgumentException"><paramref name="command"/> is too long.</exception>
    /// <exception cref="InvalidOperationException">The session is stopping or closed.</exception>
    /// <exception cref="MimiIOException">The session has failed; the inner exception says how.</exception>
    /// <exception cref="MimiOverloadException">There is no room, and <see cref="MimiSessionOptions.Overload"/> is not <see cref="MimiOverload.Wait"/>. Nothing was taken, and the session goes on.</exception>
    /// <exception cref="MimiSendCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask SendTextAsync(string command, CancellationToken cancellationToken = default) =>
        _session.Queue.SendAsync(ToFrame(command), SendKind.Command, cancellationToken);

    /// <summary>Sends a command as JSON, as <see cref="SendTextAsync"/> does.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <param name="command">The command, at most 65,536 bytes as JSON.</param>
    /// <param name="type">Tells how to write it.</param>
    /// <param name="cancellationToken">Cancels the wait for room; the command is then not sent.</param>
    /// <returns>A task that completes when the command is in the buffer.</returns>
    /// <inheritdoc cref="SendTextAsync" path="/exception"/>
    public ValueTask SendJsonAsync<TCommand>(TCommand command, JsonTypeInfo<TCommand> type, CancellationToken cancellationToken = default) =>
        _session.Queue.SendAsync(Checked(JsonSerializer.SerializeToUtf8Bytes(command, type)), SendKind.Command, cancellationToken);

    /// <summary>Begins a graceful stop: a last command goes out behind everything that was sent, nothing is taken after it, and results keep coming until the server closes.</summary>
    /// <param name="endMarker">The service's end marker, at most 65,536 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Looked at once, before the stop begins: a stop that has begun is not taken back.</param>
    /// <returns>A task that is complete: the end marker's place is reserved, so it waits for no room.</returns>
    /// <remarks>Has no effect on a session that is stopping or closed already.</remarks>
    /// <exception cref="ArgumentException"><paramref name="endMarker"/> is too long.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled already.</exception>
    public ValueTask StopAsync(string endMarker, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _session.Stop(ToFrame(endMarker));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<T> ReceiveAllAsync(CancellationToken cancellationToken = default) => new ResultSequence<T>(_session, cancellationToken);

    /// <summary>Watches how the session does: what is true now, then each change of state at once, and numbers that have changed once a second, or 1.25 s after the last ones while nothing is sent or received.</summary>
    /// <param name="cancellationToken">Ends the watching, and nothing else.</param>
    /// <returns>Values without an end of their own: they end with the session. Several may watch. Who is slow misses values, and gets the newest.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public IAsyncEnumerable<MimiSessionHealth> WatchHealthAsync(CancellationToken cancellationToken = default) => _session.Monitor.Health.WatchAsync(cancellationToken);

    /// <summary>Tells which audio was lost to <see cref="MimiOverload.DropOldest"/>, each gap once. Gaps that meet while they wait are told as one.</summary>
    /// <param name="cancellationToken">Ends the reading, and nothing else.</param>
    /// <returns>The gaps in order. They end with the session, those that wait still coming. One may read at a time. Up to 1,024 gaps wait; when there are more, the oldest are left out, and only <see cref="MimiSessionHealth.AudioDropped"/> counts them.</returns>
    /// <exception cref="InvalidOperationException">Somebody reads already.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async IAsyncEnumerable<MimiAudioGap> ReceiveGapsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AudioGaps gaps = _session.Monitor.Gaps;
        gaps.Claim();
        try
        {
            while (await gaps.TakeAsync(cancellationToken).ConfigureAwait(false) is { } gap)
            {
                yield return gap;
            }
        }
        finally
        {
            gaps.Release();
        }
    }

    /// <summary>Turns a time of a result into the time in your audio. The server counts every byte it gets: silence that keeps the session alive with it, and dropped audio not.</summary>
    /// <param name="resultTime">A time of a result of this session. Not negative.</param>
    /// <returns>The time from the start of your audio, what was dropped included. Within such silence it is where the silence lies; at the place of a gap, the end of the gap. The same time where neither was.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resultTime"/> is negative.</exception>
    public TimeSpan ToAudioTime(TimeSpan resultTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resultTime, TimeSpan.Zero);
        return _session.Monitor.ToAudioTime(resultTime);
    }

    /// <inheritdoc/>
    public void Cancel() => _session.Cancel();

    /// <summary>Disconnects at once, as <see cref="Cancel"/> does, and gives everything back. Never throws and never hangs.</summary>
    /// <returns>A task that completes when the connection is gone.</returns>
    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits while the end marker is being written: then <see cref="HasSentAll"/> is certain.</summary>
    internal ValueTask SettleEndMarkerAsync() => _session.SettleEndMarkerAsync();

    private static byte[] ToFrame(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Checked(Encoding.UTF8.GetBytes(command));
    }

    private static byte[] Checked(byte[] command) => command.Length <= RecognitionWire.MaxFrameBytes
        ? command
        : throw new ArgumentException($"A command has {command.Length} bytes, more than the {RecognitionWire.MaxFrameBytes} of one frame, and is not split.", nameof(command));
}
