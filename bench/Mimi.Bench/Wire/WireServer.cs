using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mimi.Bench.Wire;

/// <summary>A server in a process of its own that counts what it gets: its work is in nobody's figures.</summary>
internal static class WireServer
{
    /// <summary>Serves until its standard input ends; prints its addresses, the plain one and the one with TLS, and where the certificate is that is to be trusted.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        using X509Certificate2 certificate = MakeCertificate();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxConcurrentUpgradedConnections = null;
            options.Limits.MaxConcurrentConnections = null;
            options.Listen(IPAddress.Loopback, 0);
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        await using WebApplication app = builder.Build();
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        app.Run(ServeAsync);
        await app.StartAsync(cancellationToken);
        string trusted = Path.GetTempFileName();
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem(), cancellationToken);
        Console.WriteLine(string.Join(' ', [.. app.Urls.OrderBy(static url => url.Length), trusted])); // http before https
        await Console.In.ReadToEndAsync(cancellationToken);
        await app.StopAsync(new CancellationToken(canceled: true));
        File.Delete(trusted);
        return 0;
    }

    /// <summary>Starts the server as a child process, which ends with this one. Contestants that are started from now on trust it.</summary>
    public static async Task<(Process Process, Uri Plain, Uri Tls)> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["wire-server"]) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("The server could not be started.");
        string[] addresses = (await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.")).Split(' ');
        Environment.SetEnvironmentVariable("SSL_CERT_FILE", addresses[2]); // OpenSSL's, and .NET's on Linux.
        return (process, new(addresses[0]), new(addresses[1]));
    }

    /// <summary>
    /// With <c>?every=n</c> each n-th audio frame's worth of 3,200 bytes is answered with a temporary result; the first text with <c>?results=n</c> of them, and a final one that
    /// tells how many bytes came, and the close; with <c>?together=true</c> 128 KB of results go into one write.
    /// </summary>
    private static async Task ServeAsync(HttpContext context)
    {
        _ = bool.TryParse(context.Request.Query["together"], out bool together);
        (WebSocket accepted, Stream? blocks) = together ? await ResultBlocks.AcceptAsync(context) : (await context.WebSockets.AcceptWebSocketAsync(), null);
        using WebSocket socket = accepted;
        _ = int.TryParse(context.Request.Query["every"], out int every);
        _ = int.TryParse(context.Request.Query["results"], out int results);
        byte[] buffer = new byte[every > 0 ? 4_096 : 131_072];
        (long bytes, int sent) = (0, 0);
        while (true)
        {
            ValueWebSocketReceiveResult read = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            bytes += read.MessageType == WebSocketMessageType.Binary ? read.Count : 0;
            while (every > 0 && bytes / 3_200 / every > sent)
            {
                await SendAsync(socket, WireMessages.Temporaries[sent++ % WireMessages.Temporaries.Count], context.RequestAborted);
            }

            if (read is { MessageType: WebSocketMessageType.Text, EndOfMessage: true })
            {
                if (blocks is not null)
                {
                    await ResultBlocks.WriteAsync(blocks, results, context.RequestAborted);
                    results = 0;
                }

                for (int i = 0; i < results; i++)
                {
                    await SendAsync(socket, WireMessages.Temporaries[i % WireMessages.Temporaries.Count], context.RequestAborted);
                }

                await SendAsync(socket, WireMessages.Final(bytes), context.RequestAborted);
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            }
        }
    }

    private static ValueTask SendAsync(WebSocket socket, byte[] message, CancellationToken cancellationToken) =>
        socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, true, cancellationToken);

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=wire-server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
