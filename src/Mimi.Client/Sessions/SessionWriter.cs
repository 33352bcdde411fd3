using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Mimi.Client.Sessions;

/// <summary>The one writer of a session: sends what the queue holds, frame by frame.</summary>
internal sealed class SessionWriter(SendQueue queue, SessionMonitor monitor, ILogger logger)
{
    /// <summary>Sends until the queue has ended, or fails as the socket does.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="cancellationToken">The session's life. A write that is cancelled breaks the connection.</param>
    public async Task RunAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            while (!queue.HasEnded)
            {
                await queue.WaitAsync().ConfigureAwait(false);
                while (queue.TryTakeFrame(out SendFrame frame))
                {
                    queue.HasSentEndMarker |= frame.Kind == SendKind.EndMarker; // Before: the server may answer it at once.
                    monitor.Writing(frame);
                    ValueTask writing = socket.SendAsync(frame.Bytes, frame.Type, endOfMessage: true, cancellationToken);
                    if (!writing.IsCompleted)
                    {
                        monitor.WriteWaits();
                    }

                    await writing.ConfigureAwait(false);
                    monitor.WriteEnds();
                    monitor.Written(frame);
                    SessionLog.FrameSent(logger, frame.Bytes.Length);
                }
            }
        }
        finally
        {
            monitor.WriteEnds();
            queue.Release();
        }
    }
}
