namespace Mimi.Client.Engines;

/// <summary>A handler that is made when something is sent through it: making a <see cref="SocketsHttpHandler"/> takes a program that only speaks in sessions a tenth of its start.</summary>
/// <param name="create">Makes it. Once.</param>
internal sealed class LazyHandler(Func<HttpMessageHandler> create) : HttpMessageHandler
{
    private readonly Lazy<HttpMessageInvoker> _inner = new(() => new(create()));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _inner.Value.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (_inner.IsValueCreated)
        {
            _inner.Value.Dispose();
        }

        base.Dispose(disposing);
    }
}
