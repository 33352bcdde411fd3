using System.Net.WebSockets;
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

    /// <summary>Gets how many temporary results were left out because too many results waited to be read.</summary>
    public long DroppedResults => _session.Results.Dropped;

    /// <summary>Gets whether a graceful stop has begun and everything has left, its end marker included.</summary>
    internal bool HasSentAll => _session.Queue.HasEnded;

    /// <inheritdoc/>
    public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken = default) =>
        _session.Queue.SendAsync(audio, WebSocketMessageType.Binary, cancellationToken);

    /// <inheritdoc/>
    public void SendBinary(ReadOnlySpan<byte> audio) => _session.Queue.Send(audio, WebSocketMessageType.Binary);

    /// <inheritdoc/>
    public bool TrySendBinary(ReadOnlySpan<byte> audio) => _session.Queue.TrySend(audio, WebSocketMessageType.Binary);

    /// <summary>Sends a text command, behind all audio that was sent before, waiting while the send buffer is full.</summary>
    /// <param name="command">The command, at most 65,536 bytes of UTF-8: it is sent as one frame.</param>
    /// <param name="cancellationToken">Cancels the wait for room; the command is then not sent.</param>
    /// <returns>A task that completes when the command is in the buffer.</returns>
    /// <exception cref="ArgumentException"><paramref name="command"/> is too long.</exception>
    /// <exception cref="InvalidOperationException">The session is stopping or closed.</exception>
    /// <exception cref="MimiIOException">The session has failed; the inner exception says how.</exception>
    /// <exception cref="MimiSendCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask SendTextAsync(string command, CancellationToken cancellationToken = default) =>
        _session.Queue.SendAsync(ToFrame(command), WebSocketMessageType.Text, cancellationToken);

    /// <summary>Sends a command as JSON, as <see cref="SendTextAsync"/> does.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <param name="command">The command, at most 65,536 bytes as JSON.</param>
    /// <param name="type">Tells how to write it.</param>
    /// <param name="cancellationToken">Cancels the wait for room; the command is then not sent.</param>
    /// <returns>A task that completes when the command is in the buffer.</returns>
    /// <inheritdoc cref="SendTextAsync" path="/exception"/>
    public ValueTask SendJsonAsync<TCommand>(TCommand command, JsonTypeInfo<TCommand> type, CancellationToken cancellationToken = default) =>
        _session.Queue.SendAsync(Checked(JsonSerializer.SerializeToUtf8Bytes(command, type)), WebSocketMessageType.Text, cancellationToken);

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

    /// <inheritdoc/>
    public void Cancel() => _session.Cancel();

    /// <summary>Disconnects at once, as <see cref="Cancel"/> does, and gives everything back. Never throws and never hangs.</summary>
    /// <returns>A task that completes when the connection is gone.</returns>
    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private static byte[] ToFrame(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Checked(Encoding.UTF8.GetBytes(command));
    }

    private static byte[] Checked(byte[] command) => command.Length <= RecognitionWire.MaxFrameBytes
        ? command
        : throw new ArgumentException($"A command has {command.Length} bytes, more than the {RecognitionWire.MaxFrameBytes} of one frame, and is not split.", nameof(command));
}
