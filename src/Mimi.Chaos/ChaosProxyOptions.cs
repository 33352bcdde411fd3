using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mimi.Chaos;

/// <summary>What a <see cref="ChaosProxy"/> stands in front of, and what goes wrong there.</summary>
public sealed record ChaosProxyOptions
{
    /// <summary>Gets the server: <c>http</c>, <c>https</c>, <c>ws</c> or <c>wss</c>. Its path does not matter.</summary>
    public required Uri Upstream { get; init; }

    /// <summary>Gets what goes wrong.</summary>
    /// <value>The default is nothing: command faults with <see cref="ChaosDirector.BreakNow"/>.</value>
    public ChaosPlan Plan { get; init; } = ChaosPlan.None;

    /// <summary>Gets the address to listen on.</summary>
    /// <value>The default is 127.0.0.1, which other machines cannot reach.</value>
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the port to listen on.</summary>
    /// <value>0 to 65,535. The default, 0, takes a free one.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Port
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, IPEndPoint.MinPort);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, IPEndPoint.MaxPort);
            field = value;
        }
    }

    /// <summary>Gets the certificate with which the proxy speaks TLS to clients. The proxy does not dispose it.</summary>
    /// <value><see langword="null"/>, the default, speaks plain text to clients, whatever the upstream speaks.</value>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Gets what checks the certificate of an upstream with TLS.</summary>
    /// <value><see langword="null"/>, the default, accepts what the machine trusts.</value>
    public RemoteCertificateValidationCallback? UpstreamCertificateValidation { get; init; }

    /// <summary>Gets the clock of the faults' times.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
