using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Mimi.Client;
using Mimi.Client.Engines;

namespace Mimi.Cli.Diagnosis;

/// <summary>The way to a server, step by step, so that the first that fails can be named.</summary>
internal sealed class NetworkChecks(Uri address, TimeProvider time, DoctorLanguage language)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(1);

    public async Task<string> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(address.IdnHost, cancellationToken).ConfigureAwait(false);
            return string.Join(", ", addresses.Take(4).Select(static found => found.ToString()));
        }
        catch (SocketException e)
        {
            throw new MimiIOException($"The name {address.IdnHost} could not be resolved.", e);
        }
    }

    public async Task<string> ConnectAsync(CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(address.IdnHost, address.Port, either.Token).ConfigureAwait(false);
            return address.Scheme == Uri.UriSchemeHttps
                ? await SecureAsync(tcp.GetStream(), either.Token).ConfigureAwait(false)
                : language.Text("open, without TLS", "接続可(TLS なし)");
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            throw new MimiIOException($"No connection to {address.Authority} could be made.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MimiTimeoutException($"The connection to {address.Authority} took longer than {Patience.TotalSeconds} s.", Patience, e);
        }
    }

    /// <exception cref="DoctorFailure">The clocks differ too much.</exception>
    public async Task<string> CompareClocksAsync(MimiNetworkEngine engine, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using HttpResponseMessage response = await engine.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Headers.Date is not { } there)
        {
            return language.Text("the server does not tell its time", "サーバーが時刻を知らせません");
        }

        TimeSpan difference = time.GetUtcNow() - there;
        return difference.Duration() <= MaxClockDifference
            ? string.Create(CultureInfo.InvariantCulture, $"{difference.TotalSeconds:+0.0;-0.0} s")
            : throw new DoctorFailure("clock");
    }

    private async Task<string> SecureAsync(Stream stream, CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream);
        await using (tls.ConfigureAwait(false))
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.IdnHost }, cancellationToken).ConfigureAwait(false);
            return $"{tls.SslProtocol}, {language.Text("certificate until", "証明書の期限")} {tls.RemoteCertificate?.GetExpirationDateString()}";
        }
    }
}
