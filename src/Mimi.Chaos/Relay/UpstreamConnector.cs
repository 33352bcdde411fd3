using System.Net.Security;
using System.Net.Sockets;

namespace Mimi.Chaos.Relay;

/// <summary>Connects to the server behind a proxy.</summary>
internal static class UpstreamConnector
{
    public static void Check(Uri upstream, string parameter)
    {
        if (upstream is not { IsAbsoluteUri: true } || upstream.Scheme is not ("http" or "https" or "ws" or "wss"))
        {
            throw new ArgumentException($"The upstream '{upstream}' is no address of a server, such as http://127.0.0.1:8710/.", parameter);
        }
    }

    public static async Task<RelayEnd> ConnectAsync(ChaosProxyOptions options, CancellationToken cancellationToken)
    {
        Uri upstream = options.Upstream;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(upstream.IdnHost, upstream.Port, cancellationToken).ConfigureAwait(false);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            return new(upstream.Scheme is "https" or "wss" ? await SecureAsync(stream, options, cancellationToken).ConfigureAwait(false) : stream, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(Stream stream, ChaosProxyOptions options, CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = options.Upstream.IdnHost, RemoteCertificateValidationCallback = options.UpstreamCertificateValidation },
            cancellationToken).ConfigureAwait(false);
        return tls;
    }
}
