using System.Buffers;
using System.Net.WebSockets;
using Mimi.Server.Recognition.Replies;
using Mimi.Speech;

namespace Mimi.Server.Recognition;

/// <summary>One utterance over a WebSocket (https://mimi.readme.io/docs/websocket-api). The server closes it, right after the final message.</summary>
internal sealed class RecognitionSocket(WebSocket socket, Utterance utterance, RecognitionReply reply, UtteranceLife life, MimiServerOptions options) : IDisposable
{
    /// <summary>How long a client may take for its half of the closing handshake before the connection is cut.</summary>
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _connection = new();
    private readonly CommandText _command = new();

    public async Task<UtteranceEnd> RunAsync()
    {
        Task hearing = HearAsync();
        Task answering = AnswerAsync();
        UtteranceEnd end = await life.Ended.ConfigureAwait(false);
        await life.StopWorkAsync(utterance).ConfigureAwait(false);
        bool isClosed = end == UtteranceEnd.BrokenFrames || (end.CloseCode != 0 && await TryCloseAsync(end, hearing, answering).ConfigureAwait(false));
        await _connection.CancelAsync().ConfigureAwait(false); // Abort alone would not wake a pending read.
        if (!isClosed)
        {
            socket.Abort(); // Else not: it would take back what is still on its way.
        }

        await Task.WhenAll(hearing, answering).ConfigureAwait(false);
        return end;
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Reads to the end of the connection: also what comes too late to matter, or the client's half of the closing would never be seen.</summary>
    private async Task HearAsync()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(16_384);
        try
        {
            ValueWebSocketReceiveResult received;
            while ((received = await socket.ReceiveAsync(buffer.AsMemory(), _connection.Token).ConfigureAwait(false)).MessageType != WebSocketMessageType.Close)
            {
                if (!utterance.IsComplete && !life.Work.IsCancellationRequested)
                {
                    await TakeAsync(received, buffer.AsMemory(0, received.Count)).ConfigureAwait(false);
                }
            }

            life.End(UtteranceEnd.LeftByClient);
        }
        catch (WebSocketException e) when (e.WebSocketErrorCode != WebSocketError.ConnectionClosedPrematurely)
        {
            life.End(UtteranceEnd.BrokenFrames);
        }
        catch (Exception e) when (IsLoss(e))
        {
            life.End(UtteranceEnd.ConnectionLost);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask TakeAsync(ValueWebSocketReceiveResult received, ReadOnlyMemory<byte> bytes)
    {
        life.Idle.Pause();
        if (received.MessageType == WebSocketMessageType.Binary)
        {
            if (await life.TryAsync(async token =>
            {
                if (!await utterance.TryWriteAsync(bytes, token).ConfigureAwait(false))
                {
                    life.End(UtteranceEnd.TooLong(options.MaxUtterance));
                }
            }).ConfigureAwait(false))
            {
                life.Idle.Restart();
            }
        }
        else if (_command.Append(bytes.Span, received.EndOfMessage) && RecognitionCommand.IsBreak(_command.Text))
        {
            await life.TryAsync(utterance.CompleteAsync).ConfigureAwait(false); // From now on the client waits for us.
            utterance.MakeRoom();
        }
        else
        {
            life.Idle.Restart();
        }
    }

    private async Task AnswerAsync()
    {
        ReadOnlyMemory<byte> final = default;
        bool isDone = await life.TryAsync(async token =>
        {
            await SendInterimAsync(token).ConfigureAwait(false);
            final = utterance.IsComplete ? reply.Finish() : default;
        }).ConfigureAwait(false);
        if (isDone && !life.Work.IsCancellationRequested)
        {
            bool sent = !final.IsEmpty && await TrySendAsync(final).ConfigureAwait(false);
            life.End(sent ? UtteranceEnd.Finished : UtteranceEnd.RecognizerFailed); // One that ends before its audio has failed.
        }
    }

    private async ValueTask SendInterimAsync(CancellationToken cancellationToken)
    {
        await foreach (SpeechSegment segment in utterance.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            life.Idle.Touch();
            ReadOnlyMemory<byte> message = reply.Update(segment, utterance.IsComplete);
            if (!message.IsEmpty && !await TrySendAsync(message).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Sends one whole message. A client that takes nothing for the idle limit is cut off: nothing else would ever free what it holds.</summary>
    private async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> message)
    {
        using var limit = new CancellationTokenSource(options.IdleTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _connection.Token);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (IsLoss(e))
        {
            life.End(UtteranceEnd.ConnectionLost);
            return false;
        }
    }

    /// <returns>Whether the close was sent. The client's half of it is waited for, but not needed.</returns>
    private async Task<bool> TryCloseAsync(UtteranceEnd end, Task hearing, Task answering)
    {
        using var grace = new CancellationTokenSource(CloseGrace, options.TimeProvider);
        try
        {
            await answering.WaitAsync(grace.Token).ConfigureAwait(false); // A message that is on its way goes out whole.
            await socket.CloseOutputAsync((WebSocketCloseStatus)end.CloseCode, CloseReason.Fit(end.Reason), grace.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLoss(e))
        {
            return false; // The client has gone, or takes nothing: there is nobody to tell.
        }

        await hearing.WaitAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    /// <summary>What a socket throws when its connection is gone, was cut by us, or has broken the protocol.</summary>
    private static bool IsLoss(Exception e) => e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
