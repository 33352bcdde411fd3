using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mimi.Client.Tests.Support;

/// <summary>A self-signed certificate for <c>localhost</c>, made once, and client settings that accept it and no other.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Localhost { get; } = Create();

    public static SslClientAuthenticationOptions AcceptOnlyIt() => new()
    {
        RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0 && certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(Localhost.RawData),
    };

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
