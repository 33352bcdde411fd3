using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Mimi.Chaos.Relay;

/// <summary>One accepted connection of a proxy, from the refusals that come before its first byte to its end.</summary>
internal sealed class ProxiedConnection(ChaosProxyOptions options, ChaosConnection connection, Socket socket)
{
    private const int HelloBytes = 4_096;

    /// <summary>Record: alert, TLS 1.2, two bytes: fatal, <c>handshake_failure</c> (RFC 8446, section 6).</summary>
    private static readonly byte[] HandshakeFailure = [21, 3, 3, 0, 2, 2, 40];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        RelayEnd client = new(new NetworkStream(socket, ownsSocket: true), socket);
        try
        {
            socket.NoDelay = true;
            if (connection.TakeRefusal(ChaosFaultKind.Refuse) is { } refused)
            {
                connection.Report(refused);
                client.Reset();
            }
            else if (connection.TakeRefusal(ChaosFaultKind.RefuseTls) is { } refusedTls)
            {
                await RefuseTlsAsync(client, refusedTls, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                client = await SecureAsync(client, cancellationToken).ConfigureAwait(false);
                await connection.RelayAsync(client, token => UpstreamConnector.ConnectAsync(options, token), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (RelayEnd.IsLoss(e) || e is AuthenticationException)
        {
            // The client left, or takes our certificate for no good.
        }
        finally
        {
            client.Stream.Dispose();
            connection.Close();
        }
    }

    private async Task RefuseTlsAsync(RelayEnd client, ChaosFault fault, CancellationToken cancellationToken)
    {
        await client.Stream.ReadAsync(new byte[HelloBytes], cancellationToken).ConfigureAwait(false);
        connection.Report(fault);
        await client.Stream.WriteAsync(HandshakeFailure, cancellationToken).ConfigureAwait(false);
        await client.FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<RelayEnd> SecureAsync(RelayEnd client, CancellationToken cancellationToken)
    {
        if (options.Certificate is null)
        {
            return client;
        }

        var tls = new SslStream(client.Stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = options.Certificate }, cancellationToken).ConfigureAwait(false);
        return new(tls, socket);
    }
}
