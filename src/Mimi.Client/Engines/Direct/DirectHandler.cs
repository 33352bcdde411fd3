using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Mimi.Client.Engines.Direct;

/// <summary>Asks for an upgrade on a connection of its own, and gives the connection itself: a session that lives on it pays for no pool, at no frame and not while it is silent.</summary>
/// <param name="connect">Connects to a host.</param>
/// <param name="trusts">Says whether a server's certificate is accepted; <see langword="null"/> for the system's own judgement.</param>
/// <param name="connectTimeout">How long connecting may take, the TLS handshake included.</param>
/// <param name="proxied">Takes the requests for which there is a proxy.</param>
/// <param name="proxy">Says for which there is one; <see langword="null"/> for the system's.</param>
internal sealed class DirectHandler(
    Func<DnsEndPoint, CancellationToken, ValueTask<Stream>> connect,
    RemoteCertificateValidationCallback? trusts,
    TimeSpan connectTimeout,
    HttpMessageInvoker proxied,
    IWebProxy? proxy = null) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri!;
        return HasProxy(address) ? proxied.SendAsync(request, cancellationToken) : SendDirectlyAsync(request, address, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        proxied.Dispose();
        base.Dispose(disposing);
    }

    private bool HasProxy(Uri address)
    {
        if (proxy is null && address.IsLoopback)
        {
            return false; // As in LoopbackHandler.
        }

        IWebProxy of = proxy ?? HttpClient.DefaultProxy;
        return !of.IsBypassed(address) && of.GetProxy(address) is { } found && found != address;
    }

    private async Task<HttpResponseMessage> SendDirectlyAsync(HttpRequestMessage request, Uri address, CancellationToken cancellationToken)
    {
        byte[] head = RequestHead.Of(request, address);
        Stream stream = await ConnectAsync(address, cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            return await AnswerReader.ReadAsync(stream, request, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Stream> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(connectTimeout);
        try
        {
            Stream stream = await connect(new DnsEndPoint(address.IdnHost, address.Port), limit.Token).ConfigureAwait(false);
            return address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeWss ? await SecureAsync(stream, address, limit.Token).ConfigureAwait(false) : stream;
        }
        catch (SocketException e)
        {
            throw new HttpRequestException(ErrorOf(e.SocketErrorCode), e.Message, e);
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, Uri address, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(OptionsFor(address), cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (Exception e)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            if (e is AuthenticationException or IOException)
            {
                throw new HttpRequestException(HttpRequestError.SecureConnectionError, "TLS could not be established.", e);
            }

            throw;
        }
    }

    private SslClientAuthenticationOptions OptionsFor(Uri address) => new()
    {
        TargetHost = address.IdnHost,
        RemoteCertificateValidationCallback = trusts,
        AllowRenegotiation = false,
    };

    private static HttpRequestError ErrorOf(SocketError error) =>
        NetworkCause.IsOfName(error) ? HttpRequestError.NameResolutionError : HttpRequestError.ConnectionError;
}
