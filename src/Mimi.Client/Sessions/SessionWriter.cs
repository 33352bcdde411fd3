using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Mimi.Client.Sessions;

/// <summary>The one writer of a session: sends what the queue holds, frame by frame.</summary>
internal sealed class SessionWriter(SendQueue queue, WholeSamples samples, FlacStream? flac, SessionMonitor monitor, ILogger logger)
{
    private readonly SendMessages _messages = new(flac);
    private volatile bool _hasSentEndMarker;

    /// <inheritdoc cref="SendMessages.IsSendingEndMarker"/>
    public bool IsSendingEndMarker => _messages.IsSendingEndMarker;

    /// <summary>Gets whether the end marker was written, and with it everything. For any thread.</summary>
    public bool HasSentEndMarker => _hasSentEndMarker;

    /// <summary>Sends until the queue has ended, or the socket fails. Does not fail itself.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="failed">Is told how the socket failed.</param>
    /// <param name="cancellationToken">The session's life. A write that is cancelled breaks the connection.</param>
    public async Task RunAsync(WebSocket socket, Action<Exception> failed, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            while (!queue.HasEnded)
            {
                await queue.WaitAsync().ConfigureAwait(false);
                while (samples.TryTake(out SendFrame frame))
                {
                    _messages.Take(frame);
                    foreach (SendFrame leaving in _messages.Leaving)
                    {
                        monitor.Writing(leaving);
                    }

                    int? bytesSent = null;
                    while (_messages.TryNext(out ReadOnlyMemory<byte> bytes, out WebSocketMessageType type))
                    {
                        ValueTask writing = socket.SendAsync(bytes, type, endOfMessage: true, cancellationToken);
                        if (!writing.IsCompleted)
                        {
                            monitor.WriteWaits();
                        }

                        await writing.ConfigureAwait(false);
                        monitor.WriteEnds();
                        bytesSent = bytes.Length + (bytesSent ?? 0);
                    }

                    _hasSentEndMarker |= frame.Kind == SendKind.EndMarker;
                    foreach (SendFrame left in _messages.Leaving)
                    {
                        monitor.Written(left);
                    }

                    if (bytesSent is { } count)
                    {
                        SessionLog.FrameSent(logger, count); // Last: from here on, it is accounted for.
                    }
                }
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        monitor.WriteEnds();
        queue.Release();
        if (failure is not null)
        {
            failed(failure);
        }
    }
}
