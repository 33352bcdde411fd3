using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mimi.Chaos;
using Mimi.Server.Http;

namespace Mimi.Server;

/// <summary>A local mimi: mimi's wire protocol over HTTP and WebSocket, on one port, with recognizers and voices of your own.</summary>
/// <remarks>It serves from <see cref="StartAsync"/> until <see cref="DisposeAsync"/>.</remarks>
public sealed class MimiServer : IAsyncDisposable
{
    /// <summary>How long <see cref="DisposeAsync"/> waits for sessions to take their close.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly MimiServerOptions _options;
    private readonly X509Certificate2? _madeCertificate;
    private readonly ChaosProxy? _proxy;
    private readonly Lazy<Task> _disposal;

    private MimiServer(WebApplication app, MimiServerOptions options, X509Certificate2? madeCertificate)
    {
        _app = app;
        _options = options;
        _madeCertificate = madeCertificate;
        _disposal = new(StopAsync);
        _proxy = StartProxy(options, ReachableAddress(app), Certificate);
        Address = _proxy?.Address ?? ReachableAddress(app);
    }

    /// <summary>Gets where the server listens, such as <c>http://127.0.0.1:8710/</c>. For WebSockets, <c>ws</c> or <c>wss</c> takes the scheme's place.</summary>
    public Uri Address { get; }

    /// <summary>Gets the certificate that is served, so that a client in the same process can trust it; <see langword="null"/> without TLS. Do not dispose it.</summary>
    public X509Certificate2? Certificate => _options.Certificate ?? _madeCertificate;

    /// <summary>Gets who commands the faults of <see cref="MimiServerOptions.Chaos"/>, and keeps their record; <see langword="null"/> without a plan.</summary>
    public ChaosDirector? Chaos => _proxy?.Director;

    /// <summary>Starts a server.</summary>
    /// <param name="options">What to recognize with, where to listen and what to allow.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>A server that is listening. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">In open mode (neither <see cref="MimiServerOptions.Accounts"/> nor <see cref="MimiServerOptions.AccessToken"/>), the host is not a loopback address.</exception>
    /// <exception cref="IOException">The address cannot be had: the port is in use or needs rights, or the host is not of this computer. The message names it.</exception>
    public static async Task<MimiServer> StartAsync(MimiServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckOpenMode(options);
        X509Certificate2? made = options is { UseHttps: true, Certificate: null } ? SelfSignedCertificate.Create(options.Host, options.TimeProvider) : null;
        MimiServerOptions inner = options.Chaos is null ? options : options with { Host = IPAddress.Loopback, Port = 0, UseHttps = false };
        WebApplication app = Build(inner, options.Chaos is null ? options.Certificate ?? made : null);
        try
        {
            await ListenAsync(app, inner, cancellationToken).ConfigureAwait(false);
            return new MimiServer(app, options, made);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            made?.Dispose();
            throw;
        }
    }

    /// <summary>Takes no more requests, closes running sessions with code 1001 (HTTP: status 503), and cuts after 5 s who does not take it. It never throws.</summary>
    /// <returns>A task that completes when the port is free again.</returns>
    public ValueTask DisposeAsync() => new(_disposal.Value);

    /// <summary>A server that lets everybody in must not be reachable from elsewhere.</summary>
    private static void CheckOpenMode(MimiServerOptions options)
    {
        if (!options.IsOpen)
        {
            return;
        }

        if (!IPAddress.IsLoopback(options.Host))
        {
            throw new ArgumentException($"Without accounts the server lets everybody in, so it does not listen on {options.Host}. Set MimiServerOptions.Accounts or AccessToken, or listen on {IPAddress.Loopback}.", nameof(options));
        }

        MimiServerLog.Open(options.LoggerFactory.CreateLogger<MimiServer>());
    }

    private static WebApplication Build(MimiServerOptions options, X509Certificate2? certificate)
    {
        // Empty: neither environment variables nor files of the current folder decide what is served.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            int line = 2 * TextLimit.BodyBytes(options.MaxTextCharacters); // A text may come in the address; one that is too long shall get JSON.
            kestrel.Limits.MaxRequestLineSize = line;
            kestrel.Limits.MaxRequestBufferSize = Math.Max(line, kestrel.Limits.MaxRequestBufferSize ?? 0);
            kestrel.Listen(options.Host, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1; // What mimi's clients speak, and WebSockets need no detour there.
                if (options.UseHttps)
                {
                    listen.UseHttps(certificate!);
                }
            });
        });
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Services.AddMimiServer(options);

        // ASP.NET Core logs addresses with their query, where a token may be; its warnings do not.
        builder.Logging.AddProvider(new ForwardingLoggerProvider(options.LoggerFactory)).AddFilter("Microsoft", LogLevel.Warning);

        WebApplication app = builder.Build();
        app.MapMimi();
        app.MapNothing();
        return app;
    }

    private static async Task ListenAsync(WebApplication app, MimiServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new IOException($"The server cannot listen on {options.Host}, port {options.Port}: {e.Message}.", e); // Kestrel makes one itself of a port in use only.
        }
    }

    private static ChaosProxy? StartProxy(MimiServerOptions options, Uri server, X509Certificate2? certificate)
    {
        if (options.Chaos is not { } plan)
        {
            return null;
        }

        ILogger logger = options.LoggerFactory.CreateLogger<MimiServer>();
        var proxy = ChaosProxy.Start(new()
        {
            Upstream = server,
            Plan = plan,
            Host = options.Host,
            Port = options.Port,
            Certificate = options.UseHttps ? certificate : null,
            TimeProvider = options.TimeProvider,
        });
        proxy.Director.Happened += happened => MimiServerLog.Fault(logger, happened.Connection, happened.Fault.ToString(), happened.ClientBytes, happened.ServerMessages);
        return proxy;
    }

    private static Uri ReachableAddress(WebApplication app)
    {
        ICollection<string> addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var address = new UriBuilder(addresses.First());
        if (IPAddress.TryParse(address.Host, out IPAddress? host) && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any)))
        {
            address.Host = IPAddress.Loopback.ToString(); // Nobody can connect to "any".
        }

        return address.Uri;
    }

    private async Task StopAsync()
    {
        await TryAsync(() => _app.StopAsync(CancellationToken.None)).ConfigureAwait(false); // Who does not take the close in time is cut by the disposal.
        await TryAsync(() => _proxy?.DisposeAsync().AsTask() ?? Task.CompletedTask).ConfigureAwait(false); // Before the rest, which would wait for connections that it keeps.
        await TryAsync(() => _app.DisposeAsync().AsTask()).ConfigureAwait(false);
        _madeCertificate?.Dispose();
        if (_options.DisposeRecognizers)
        {
            await TryAsync(() => _options.Recognizers.DisposeAsync().AsTask()).ConfigureAwait(false);
        }

        if (_options is { DisposeSynthesizer: true, Synthesizer: { } synthesizer })
        {
            await TryAsync(() => synthesizer.DisposeAsync().AsTask()).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            MimiServerLog.StopFailed(_options.LoggerFactory.CreateLogger<MimiServer>(), e);
        }
    }
}
