using Mimi.Client.Engines;
using Mimi.Client.Engines.Direct;

namespace Mimi.Client.Tests.Engines.Direct;

public sealed class DirectInMemoryTests() : DirectRun(overTls: false);

public sealed class DirectOverTlsTests() : DirectRun(overTls: true);

/// <summary>An engine that asks for upgrades on connections of its own, as it does unless it is given a handler.</summary>
public abstract class DirectRun(bool overTls) : NetworkEngineContractTests(overTls)
{
    private protected override MimiNetworkEngine CreateEngine(HttpMessageHandler? handler, bool disposeHandler, MimiConnectionOptions? connection) =>
        new HttpNetworkEngine(handler is SocketsHttpHandler sockets ? new DirectUpgrades(sockets, disposeHandler) : handler, disposeHandler) { Connection = connection ?? new() };

    /// <summary>Sends requests through a handler, and upgrades directly, with its settings.</summary>
    private sealed class DirectUpgrades : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _requests;
        private readonly HttpMessageInvoker _upgrades;

        public DirectUpgrades(SocketsHttpHandler handler, bool disposeHandler)
        {
            _requests = new(handler, disposeHandler);
            _upgrades = new(new DirectHandler(
                (endPoint, cancellationToken) => handler.ConnectCallback?.Invoke(null!, cancellationToken) ?? DefaultHandler.ConnectAsync(endPoint, System.Threading.Timeout.InfiniteTimeSpan, cancellationToken),
                handler.SslOptions.RemoteCertificateValidationCallback,
                handler.ConnectTimeout,
                new HttpMessageInvoker(handler, disposeHandler: false)));
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (request.Headers.NonValidated.Contains("Upgrade") ? _upgrades : _requests).SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _requests.Dispose();
            _upgrades.Dispose();
            base.Dispose(disposing);
        }
    }
}
