using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mimi.Client.Engines;
using Mimi.Client.Engines.Direct;
using Mimi.TestSupport;

namespace Mimi.Client.Allocations;

/// <summary>A certificate of its own for a server on loopback, and the client's engine as it comes, but for trusting that certificate.</summary>
internal sealed class ServerTls : IDisposable
{
    private readonly X509Certificate2 _certificate = LoopbackCertificate.Create();

    public SslStream Accept(Stream connection)
    {
        var secure = new SslStream(connection);
        secure.AuthenticateAsServer(_certificate);
        return secure;
    }

    public HttpNetworkEngine CreateEngine() => new(new DirectHandler(
        static (endPoint, cancellationToken) => DefaultHandler.ConnectAsync(endPoint, new MimiConnectionOptions().UnacknowledgedTimeout, cancellationToken),
        trusts: (_, certificate, _, _) => certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(_certificate.RawData),
        DefaultHandler.ConnectTimeout,
        new HttpMessageInvoker(DefaultHandler.Create())));

    public void Dispose() => _certificate.Dispose();
}
