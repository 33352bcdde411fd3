using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Mimi.TestSupport;

namespace Mimi.Browser.Tests.Support;

/// <summary>A line between the browser and the server that can be cut. While it is down it takes connections only to reset them.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _lifetime = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly Uri _target;
    private readonly Task _accepting;
    private volatile bool _isDown;
    private volatile TaskCompletionSource _tried = new();
    private volatile TaskCompletionSource _flows = Flowing();

    public Relay(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>Cuts all connections, and lets none through until <see cref="Restore"/>.</summary>
    public void Cut()
    {
        _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _isDown = true;
        foreach (TcpClient client in _open.Keys)
        {
            Reset(client);
        }
    }

    /// <summary>Waits until somebody has tried in vain.</summary>
    public Task TriedAsync() => _tried.Task.WaitAsync(TestTimeout.Token);

    /// <summary>Lets nothing through any more, without a word to either side.</summary>
    public void Freeze() => _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Restore()
    {
        _isDown = false;
        _flows.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _lifetime.Dispose();
    }

    private static TaskCompletionSource Flowing()
    {
        var flows = new TaskCompletionSource();
        flows.SetResult();
        return flows;
    }

    private static void Reset(TcpClient client)
    {
        try
        {
            client.LingerState = new(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or NullReferenceException)
        {
            // It has gone already.
        }

        client.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relaying = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_lifetime.Token);
                if (_isDown)
                {
                    Reset(client);
                    _tried.TrySetResult();
                }
                else
                {
                    relaying.Add(RelayAsync(client));
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(relaying);
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[16_384];
        int read;
        while ((read = await from.ReadAsync(buffer, _lifetime.Token)) > 0)
        {
            await _flows.Task.WaitAsync(_lifetime.Token);
            await to.WriteAsync(buffer.AsMemory(0, read), _lifetime.Token);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        _open[client] = true;
        _open[server] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target.Port, _lifetime.Token);
            await Task.WhenAny(PassAsync(client.GetStream(), server.GetStream()), PassAsync(server.GetStream(), client.GetStream()));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The line is cut.
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
            client.Dispose();
        }
    }
}
