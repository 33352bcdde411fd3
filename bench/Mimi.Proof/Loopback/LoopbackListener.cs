using System.Net;
using System.Net.Sockets;
using Mimi.Frames;

namespace Mimi.Proof.Loopback;

/// <summary>A server on a free port of this machine: reads the head of each upgrade, and leaves the answer, and all that follows, to a handler.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private const int Backlog = 512;

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<LoopbackConnection, Task> _serve;
    private readonly Task _accepting;
    private int _open;

    /// <param name="serve">Plays one connection. It is disposed afterwards, and whatever a lost connection throws is let go.</param>
    public LoopbackListener(Func<LoopbackConnection, Task> serve)
    {
        _serve = serve;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(Backlog);
        Address = new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), ((IPEndPoint)_listener.LocalEndPoint!).Port).Uri;
        _accepting = Task.Run(AcceptAsync);
    }

    public Uri Address { get; }

    /// <summary>Gets how many connections have not ended.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Takes no more connections, and gives up those whose head has not come. The others are their handler's.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptAsync(_stopping.Token);
                Interlocked.Increment(ref _open);
                _ = Task.Run(() => ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            using var connection = new LoopbackConnection(socket);
            if (await new WireReader(connection.Stream).ReadHeadAsync(_stopping.Token) is { } head)
            {
                connection.Head = head;
                await _serve(connection);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has gone, or the end has come.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
