using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Mimi.Client.Engines.Framing;

/// <summary>Writes a client's frames, one after the other, whoever calls. What its stream throws comes through as it is.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asked for holds nothing.")]
internal sealed class FrameWriter(Stream stream, CancellationToken aborted)
{
    /// <summary>How much payload is masked and written at once: a frame as large as mimi takes (https://mimi.readme.io/docs/websocket-api) is one write.</summary>
    private const int MaxWriteBytes = 65_536;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly MaskKeys _keys = new();
    private readonly PendingReply _reply = new();
    private readonly PendingReply _ping = new(); // Of its own: it must not take the place of a pong, nor of a close.
    private volatile bool _closeSent;
    private volatile bool _hasFailed;
    private bool _inMessage;

    /// <summary>Gets whether nothing more can be sent: a close frame was, or is on its way, or a write has failed and may have left half a frame.</summary>
    public bool HasEnded => _closeSent || _hasFailed;

    /// <summary>Gets whether a frame is being written.</summary>
    public bool IsWriting => _turn.CurrentCount == 0;

    public ValueTask WriteAsync(FrameOpcode opcode, bool isFinal, ReadOnlyMemory<byte> payload) =>
        _turn.Wait(0, CancellationToken.None) ? WriteInTurnAsync(opcode, isFinal, payload) : WaitAndWriteAsync(opcode, isFinal, payload);

    /// <summary>Answers with a control frame as soon as nobody else writes, and does not wait. An answer that still waits is replaced.</summary>
    public void Post(FrameOpcode opcode, ReadOnlySpan<byte> payload)
    {
        _reply.Set(opcode, payload);
        WriteReply();
    }

    /// <summary>Sends a ping as soon as nobody else writes, and does not wait.</summary>
    public void PostPing()
    {
        _ping.Set(FrameOpcode.Ping, []);
        WriteReply();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAndWriteAsync(FrameOpcode opcode, bool isFinal, ReadOnlyMemory<byte> payload)
    {
        // No token: when the socket is aborted, whoever has the turn fails, and passes it on.
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        await WriteInTurnAsync(opcode, isFinal, payload).ConfigureAwait(false);
    }

    private ValueTask WriteInTurnAsync(FrameOpcode opcode, bool isFinal, ReadOnlyMemory<byte> payload)
    {
        try
        {
            FrameHeader header = Begin(opcode, isFinal, payload.Length);
            ReadOnlyMemory<byte> first = payload[..Math.Min(payload.Length, MaxWriteBytes)];
            byte[] buffer = ArrayPool<byte>.Shared.Rent(FrameHeader.MaxBytes + first.Length);
            uint key = _keys.Next();
            int headerBytes = header.WriteMasked(buffer, key);
            FrameMask.Copy(first.Span, buffer.AsSpan(headerBytes), key);

            ValueTask write = TakeIfDone(stream.WriteAsync(buffer.AsMemory(0, headerBytes + first.Length), aborted));
            if (first.Length == payload.Length && write == ValueTask.CompletedTask)
            {
                write = new ValueTask(stream.FlushAsync(aborted));
                if (write.IsCompletedSuccessfully)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    EndTurn();
                    return ValueTask.CompletedTask;
                }
            }

            return FinishInTurnAsync(write, buffer, payload[first.Length..], key);
        }
        catch (Exception e)
        {
            _hasFailed = true;
            EndTurn();
            return ValueTask.FromException(e);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishInTurnAsync(ValueTask write, byte[] buffer, ReadOnlyMemory<byte> rest, uint key)
    {
        try
        {
            await write.ConfigureAwait(false);
            while (!rest.IsEmpty)
            {
                int count = Math.Min(rest.Length, MaxWriteBytes);
                FrameMask.Copy(rest.Span[..count], buffer, key);
                await stream.WriteAsync(buffer.AsMemory(0, count), aborted).ConfigureAwait(false);
                rest = rest[count..];
            }

            await stream.FlushAsync(aborted).ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(buffer); // Only now: after a failure the stream may still look at it.
        }
        catch
        {
            _hasFailed = true;
            throw;
        }
        finally
        {
            EndTurn();
        }
    }

    /// <summary>Takes the result of a write that is done, so that what it came from can be used again.</summary>
    private static ValueTask TakeIfDone(ValueTask write)
    {
        if (!write.IsCompletedSuccessfully)
        {
            return write;
        }

        write.GetAwaiter().GetResult();
        return ValueTask.CompletedTask;
    }

    private FrameHeader Begin(FrameOpcode opcode, bool isFinal, int length)
    {
        aborted.ThrowIfCancellationRequested();
        if (HasEnded)
        {
            throw new WebSocketException(WebSocketError.InvalidState, "Nothing can be sent after the close, or after a failed write.");
        }

        if (opcode == FrameOpcode.Close)
        {
            _closeSent = true;
            return new(opcode, isFinal, length);
        }

        FrameOpcode effective = _inMessage ? FrameOpcode.Continuation : opcode;
        _inMessage = !isFinal;
        return new(effective, isFinal, length);
    }

    private void EndTurn()
    {
        _turn.Release();
        WriteReply();
    }

    private void WriteReply()
    {
        // Whoever sets a reply while another has the turn leaves it to that other, who looks here after giving the turn back.
        while ((_reply.IsWaiting || _ping.IsWaiting) && _turn.Wait(0, CancellationToken.None))
        {
            ValueTask write = StartReplyInTurn();
            if (write != ValueTask.CompletedTask)
            {
                _ = FinishReplyInTurnAsync(write);
                return;
            }

            _turn.Release();
        }
    }

    private ValueTask StartReplyInTurn()
    {
        try
        {
            ReadOnlyMemory<byte> frame = (_reply.IsWaiting ? _reply : _ping).Take(_keys.Next(), out FrameOpcode opcode);
            if (frame.IsEmpty || HasEnded)
            {
                return ValueTask.CompletedTask;
            }

            _closeSent = opcode == FrameOpcode.Close;
            ValueTask write = TakeIfDone(stream.WriteAsync(frame, aborted));
            return write == ValueTask.CompletedTask ? TakeIfDone(new ValueTask(stream.FlushAsync(aborted))) : write;
        }
        catch (Exception e)
        {
            return ValueTask.FromException(e);
        }
    }

    /// <summary>Ends with the write, which ends with the socket; it never throws, because whoever reads learns of a lost connection.</summary>
    private async Task FinishReplyInTurnAsync(ValueTask write)
    {
        await FlushAfterAsync(write).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        EndTurn();
    }

    private async Task FlushAfterAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
            await stream.FlushAsync(aborted).ConfigureAwait(false);
        }
        catch
        {
            _hasFailed = true;
            throw;
        }
    }
}
