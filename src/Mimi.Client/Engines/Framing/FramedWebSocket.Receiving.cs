using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Mimi.Client.Engines.Framing;

/// <content>Reads, one receive at a time.</content>
internal sealed partial class FramedWebSocket
{
    private readonly Stream _stream;
    private readonly FrameReader _reader = new();
    private readonly SemaphoreSlim _readTurn = new(1, 1);

    public bool HasFrame => _reader.HasFrame;

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult result = await ReceiveAsync((Memory<byte>)buffer, cancellationToken).ConfigureAwait(false);
        return new(result.Count, result.MessageType, result.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    /// <summary>Completes with a whole frame, or when <paramref name="buffer"/> is full.</summary>
    public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ValueWebSocketReceiveResult>(cancellationToken);
        }

        if (!_readTurn.Wait(0, CancellationToken.None))
        {
            throw new InvalidOperationException("A receive is pending; one can be at a time.");
        }

        if (State is not (WebSocketState.Open or WebSocketState.CloseSent))
        {
            _readTurn.Release();
            return ValueTask.FromException<ValueWebSocketReceiveResult>(NotPossible("received"));
        }

        try
        {
            int filled = 0;
            ValueWebSocketReceiveResult result;
            while (!TryTakeBuffered(buffer.Span, ref filled, out result))
            {
                ValueTask<int> reading = _stream.ReadAsync(_reader.NextTarget(buffer[filled..]), _lifetime.Ended);
                if (!reading.IsCompletedSuccessfully)
                {
                    return FinishAsync(reading, buffer, filled, cancellationToken);
                }

                filled += Accept(reading.GetAwaiter().GetResult());
            }

            _readTurn.Release();
            return ValueTask.FromResult(result);
        }
        catch (Exception e)
        {
            Exception failure = EndWith(e, cancellationToken);
            _readTurn.Release();
            return ValueTask.FromException<ValueWebSocketReceiveResult>(failure);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ValueWebSocketReceiveResult> FinishAsync(ValueTask<int> reading, Memory<byte> buffer, int filled, CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = _lifetime.AbortOn(cancellationToken);
        try
        {
            filled += Accept(await reading.ConfigureAwait(false));
            ValueWebSocketReceiveResult result;
            while (!TryTakeBuffered(buffer.Span, ref filled, out result))
            {
                filled += Accept(await _stream.ReadAsync(_reader.NextTarget(buffer[filled..]), _lifetime.Ended).ConfigureAwait(false));
            }

            return result;
        }
        catch (Exception e)
        {
            throw EndWith(e, cancellationToken);
        }
        finally
        {
            registration.Unregister();
            _readTurn.Release();
        }
    }

    private int Accept(int read)
    {
        if (read == 0)
        {
            throw new EndOfStreamException("The server ended the connection without a close frame.");
        }

        _pings?.Hear();
        return _reader.Accept(read);
    }

    private bool TryTakeBuffered(Span<byte> buffer, ref int filled, out ValueWebSocketReceiveResult result)
    {
        result = default;
        try
        {
            while (true)
            {
                switch (_reader.Read(buffer, ref filled))
                {
                    case FrameReadResult.NeedsMore:
                        return false;
                    case FrameReadResult.Data:
                        result = new(filled, _reader.MessageType, _reader.EndOfMessage);
                        return true;
                    case FrameReadResult.Control when _reader.ControlOpcode == FrameOpcode.Close:
                        _close = CloseFrame.Read(_reader.ControlPayload);
                        result = new(0, WebSocketMessageType.Close, endOfMessage: true);
                        return true;
                    case FrameReadResult.Control when _reader.ControlOpcode == FrameOpcode.Ping:
                        _writer.Post(FrameOpcode.Pong, _reader.ControlPayload);
                        break;
                    default:
                        break; // A pong nobody asked for needs no answer (RFC 6455, section 5.5.3).
                }
            }
        }
        catch (WebSocketException)
        {
            _lifetime.Fault();
            _writer.Post(FrameOpcode.Close, CloseFrame.ForViolation.ToPayload());
            throw;
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = _lifetime.AbortOn(cancellationToken);
        try
        {
            await _readTurn.WaitAsync(cancellationToken).ConfigureAwait(false); // Whoever receives may be given the close instead.
        }
        finally
        {
            registration.Unregister();
        }

        _readTurn.Release();
        byte[] dropped = ArrayPool<byte>.Shared.Rent(FrameReader.ReadAheadBytes);
        while (_close is null)
        {
            await ReceiveAsync(dropped.AsMemory(), cancellationToken).ConfigureAwait(false);
        }

        ArrayPool<byte>.Shared.Return(dropped);
    }
}
