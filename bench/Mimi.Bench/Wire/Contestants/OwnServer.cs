using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mimi.Bench.Wire.Contestants;

/// <summary>Whom the contestants trust.</summary>
internal static class OwnServer
{
    /// <summary>The name in the certificate that the server makes for itself.</summary>
    public const string Subject = "CN=wire-server";

    public static bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate?.Subject == Subject;
}
