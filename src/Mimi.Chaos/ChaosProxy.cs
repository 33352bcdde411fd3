using System.Net;
using System.Net.Sockets;
using Mimi.Chaos.Relay;

namespace Mimi.Chaos;

/// <summary>A TCP proxy in this process that makes the connections through it fail as planned, or on command.</summary>
/// <remarks>
/// It understands as much of HTTP/1.1 and WebSocket as faults need, and each connection carries one request: it tells both sides <c>Connection: close</c>. It runs from
/// <see cref="Start"/> until <see cref="DisposeAsync"/>.
/// </remarks>
public sealed class ChaosProxy : IAsyncDisposable
{
    /// <summary>Small, so that who sends into a stall feels it soon.</summary>
    private const int ReceiveBufferBytes = 65_536;

    private const int Backlog = 512;

    private readonly ChaosProxyOptions _options;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _connections = [];
    private readonly Task _accepting;
    private readonly Lazy<Task> _disposal;

    private ChaosProxy(ChaosProxyOptions options, Socket listener)
    {
        _options = options;
        _listener = listener;
        Director = new(options.Plan, options.TimeProvider);
        var local = (IPEndPoint)listener.LocalEndPoint!;
        IPAddress host = local.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : local.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : local.Address;
        Address = new UriBuilder(options.Certificate is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps, host.ToString(), local.Port).Uri;
        _disposal = new(StopAsync);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Gets where it listens, such as <c>http://127.0.0.1:50123/</c>. For WebSockets, <c>ws</c> or <c>wss</c> takes the scheme's place.</summary>
    public Uri Address { get; }

    /// <summary>Gets who commands the faults, and keeps their record.</summary>
    public ChaosDirector Director { get; }

    /// <summary>Starts a proxy.</summary>
    /// <param name="options">What it stands in front of, and what goes wrong.</param>
    /// <returns>A proxy that is listening. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The upstream is no absolute address of a scheme that the proxy knows.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static ChaosProxy Start(ChaosProxyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        UpstreamConnector.Check(options.Upstream, nameof(options));
        var listener = new Socket(options.Host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ReceiveBufferBytes };
        try
        {
            listener.Bind(new IPEndPoint(options.Host, options.Port));
            listener.Listen(Backlog);
            return new(options, listener);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new IOException($"The proxy cannot listen on {options.Host}, port {options.Port}: {e.Message}.", e);
        }
    }

    /// <summary>Takes no more connections, and resets those that are open. It never throws.</summary>
    /// <returns>A task that completes when every connection has ended and the port is free.</returns>
    public ValueTask DisposeAsync() => new(_disposal.Value);

    private async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        Task[] connections;
        lock (_gate)
        {
            connections = [.. _connections];
        }

        await Task.WhenAll(connections).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                Task serving = new ProxiedConnection(_options, Director.Open(), socket).RunAsync(_stopping.Token);
                lock (_gate)
                {
                    _connections.Add(serving);
                }

                _ = serving.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // A client that gave up at once, or the end.
            }
        }
    }

    private void Forget(Task connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
        }
    }
}
