using System.Net;
using System.Net.WebSockets;
using Mimi.Wire;

namespace Mimi.Client.Engines;

/// <summary>Stands between one <see cref="ClientWebSocket"/> and the network: puts every header on the upgrade, and reads a refusal, which the socket would drop.</summary>
internal sealed class UpgradeHandler(HttpMessageInvoker next, HttpRequestMessage source, bool headersAsQuery, TimeProvider clock) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        source.Headers.CopyTo(request.Headers, (name, value) => request.Headers.NonValidated.Contains(name) || (headersAsQuery && HeaderQuery.Carries(name, value)));
        if (source.Content is { } content)
        {
            request.Content = new ByteArrayContent([]);
            content.Headers.CopyTo(request.Content.Headers, (name, _) => name is "Content-Length" || (headersAsQuery && name is "Content-Type"));
        }

        HttpResponseMessage response = await next.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
            {
                throw await new Refusal(response, RequestSecrets.Of(source), clock).ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            string key = request.Headers.NonValidated[UpgradeHandshake.KeyHeader].ToString();
            UpgradeHandshake.Check(response, AcceptKey.For(key), RequestAddress.Of(source));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
