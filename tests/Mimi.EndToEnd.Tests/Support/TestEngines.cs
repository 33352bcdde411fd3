using System.Security.Cryptography.X509Certificates;
using Mimi.Client.Engines;

namespace Mimi.EndToEnd.Tests.Support;

/// <summary>Every engine that there is, by name.</summary>
internal static class TestEngines
{
    public static TheoryData<string> Names { get; } = ["http", "clientwebsocket", "clientwebsocket-query"];

    /// <param name="trusted">A certificate to accept besides those that the machine trusts.</param>
    public static MimiNetworkEngine Create(string name, X509Certificate2? trusted = null)
    {
        var handler = new SocketsHttpHandler();
        if (trusted is not null)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == trusted.GetCertHashString();
        }

        return name switch
        {
            "http" => new HttpNetworkEngine(handler),
            "clientwebsocket" => new ClientWebSocketNetworkEngine(handler),
            "clientwebsocket-query" => new ClientWebSocketNetworkEngine(handler) { HeadersAsQuery = true },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }
}
