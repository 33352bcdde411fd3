using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Support;

/// <summary>A self-signed certificate for <c>localhost</c>, made once, and client settings that accept it and no other.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Localhost { get; } = LoopbackCertificate.Create();

    public static SslClientAuthenticationOptions AcceptOnlyIt() => new()
    {
        RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0 && certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(Localhost.RawData),
    };
}
