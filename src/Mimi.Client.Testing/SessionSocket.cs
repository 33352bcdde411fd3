using System.Net.Sockets;
using Mimi.Frames;

namespace Mimi.Client.Testing;

/// <summary>The server's end of a session: sends whatever bytes it is told to, and reads when it may.</summary>
internal sealed class SessionSocket(Stream stream, WireReader reader) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private TaskCompletionSource? _stalled;
    private bool _ignoresClose;
    private bool _hasClosed;

    public bool HasClosed => Volatile.Read(ref _hasClosed);

    public static bool IsLoss(Exception e) => e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidDataException or InvalidOperationException;

    public async Task<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        Task? stalled;
        lock (_gate)
        {
            stalled = _stalled?.Task;
        }

        if (stalled is not null)
        {
            await stalled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return await reader.ReadFrameAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ScriptException">The client has gone.</exception>
    public async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLoss(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new ScriptException("The client left while it was being sent something.", e) { HasClientLeft = true };
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task CloseAsync(int? code, string? reason, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _hasClosed, true);
        return SendAsync(ServerFrame.Close(code, reason), cancellationToken);
    }

    public void IgnoreClose() => Volatile.Write(ref _ignoresClose, true);

    /// <summary>Answers the client's close, unless it is an answer itself.</summary>
    public async Task AnswerCloseAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!HasClosed && !Volatile.Read(ref _ignoresClose))
        {
            Volatile.Write(ref _hasClosed, true);
            await SendAsync(ServerFrame.Create(FrameKind.Close, payload.Span), cancellationToken).ConfigureAwait(false);
        }
    }

    public void StopReading()
    {
        lock (_gate)
        {
            _stalled ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void ResumeReading()
    {
        lock (_gate)
        {
            _stalled?.TrySetResult();
            _stalled = null;
        }
    }

    /// <summary>Ends the connection without a close frame.</summary>
    public void Drop()
    {
        Volatile.Write(ref _hasClosed, true);
        stream.Dispose();
    }

    public void Dispose() => stream.Dispose();
}
