namespace Mimi.Client.Testing.Http;

/// <summary>Sends what goes to an address with TLS without it: there is nobody to hide anything from in memory.</summary>
internal sealed class PlainTextHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri? address = request.RequestUri;
        if (address?.Scheme is "https" or "wss")
        {
            request.RequestUri = new UriBuilder(address) { Scheme = address.Scheme == "wss" ? "ws" : "http", Port = address.Port }.Uri;
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.RequestUri = address;
        }
    }
}
