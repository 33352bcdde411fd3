namespace Mimi.Client.Engines;

/// <summary>Sends what goes to this computer itself past the system's proxy, which would look for it on its own computer, and read what was not meant for it.</summary>
/// <remarks>.NET does not: it asks a proxy of the environment (<c>http_proxy</c>, <c>all_proxy</c>) for <c>127.0.0.1</c>, too, unless <c>no_proxy</c> says otherwise.</remarks>
/// <param name="direct">Uses no proxy.</param>
/// <param name="others">Takes the requests to other computers.</param>
internal sealed class LoopbackHandler(HttpMessageInvoker direct, HttpMessageInvoker others) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (request.RequestUri is { IsAbsoluteUri: true, IsLoopback: true } ? direct : others).SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        direct.Dispose();
        others.Dispose();
        base.Dispose(disposing);
    }
}
