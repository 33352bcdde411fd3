using System.Net.Security;
using System.Net.Sockets;

namespace Mimi.Chaos.Relay;

/// <summary>One end of a connection, and the ways in which it can end.</summary>
internal sealed class RelayEnd(Stream stream, Socket? socket = null)
{
    /// <summary>How long a peer may take to end its half. Real time: only a peer that hangs ever needs it.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    public Stream Stream => stream;

    /// <summary>Ends it at once: TCP RST.</summary>
    public void Reset()
    {
        try
        {
            if (socket is not null)
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }

        stream.Dispose();
    }

    /// <summary>Ends it in good order: TCP FIN behind everything that was written, and what the peer still sends is read, for unread bytes would turn it into a reset.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Linger);
        try
        {
            await stream.FlushAsync(patience.Token).ConfigureAwait(false);
            if (stream is SslStream tls)
            {
                await tls.ShutdownAsync().WaitAsync(patience.Token).ConfigureAwait(false);
            }

            if (socket is not null)
            {
                socket.Shutdown(SocketShutdown.Send);
                await DrainAsync(socket, patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsLoss(e))
        {
            // Nobody is there any more.
        }

        await stream.DisposeAsync().ConfigureAwait(false);
        socket?.Dispose();
    }

    /// <summary>What a stream throws that is gone, was cut, or carries no sense.</summary>
    public static bool IsLoss(Exception e) =>
        e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidDataException or InvalidOperationException or NotSupportedException;

    private static async Task DrainAsync(Socket socket, CancellationToken cancellationToken)
    {
        byte[] dropped = new byte[4_096];
        while (await socket.ReceiveAsync(dropped, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }
}
