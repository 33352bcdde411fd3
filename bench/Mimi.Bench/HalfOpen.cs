using System.Diagnostics;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;

namespace Mimi.Bench;

/// <summary>
/// Speaks to a server behind a router that begins to drop every packet: no FIN, no RST, no ICMP. When does the client notice? The service is nict v1, which sends no interim results,
/// so no missing answer can tell. Client, router and server are network namespaces of one Linux machine; needs root and iproute2.
/// </summary>
internal static class HalfOpen
{
    private const string Router = "mimi-router";
    private const string Server = "mimi-server";
    private const string ServerAddress = "10.213.2.2";
    private const int Port = 5080;
    private const int ChunkBytes = 3_200;

    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(100); // 16 kHz, 16 bits, mono.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs every case.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            await Console.Error.WriteLineAsync("This needs root on Linux: it makes network namespaces.");
            return 1;
        }

        var ping = new MimiConnectionOptions { UnacknowledgedTimeout = Timeout.InfiniteTimeSpan, PingInterval = TimeSpan.FromSeconds(3), PingTimeout = TimeSpan.FromSeconds(5) };
        var off = new MimiConnectionOptions { UnacknowledgedTimeout = Timeout.InfiniteTimeSpan };
        Console.WriteLine("| engine | settings | noticed after | as |\n|---|---|---:|---|");
        await CaseAsync("HttpNetworkEngine", "default", new HttpNetworkEngine(), cancellationToken);
        await CaseAsync("ClientWebSocketNetworkEngine", "default", new ClientWebSocketNetworkEngine(), cancellationToken);
        await CaseAsync("HttpNetworkEngine", "pings of 3 s + 5 s, no limit", new HttpNetworkEngine { Connection = ping }, cancellationToken);
        await CaseAsync("ClientWebSocketNetworkEngine", "pings of 3 s + 5 s, no limit", new ClientWebSocketNetworkEngine { Connection = ping }, cancellationToken);
        await CaseAsync("HttpNetworkEngine", "no limit, no pings", new HttpNetworkEngine { Connection = off }, cancellationToken);
        return 0;
    }

    /// <summary>The server's side: takes audio and says nothing.</summary>
    public static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{ServerAddress}:{Port}");
        await using WebApplication app = builder.Build();
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        app.Run(static async context =>
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            byte[] buffer = new byte[65_536];
            while (socket.State == WebSocketState.Open)
            {
                await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            }
        });
        await app.StartAsync(cancellationToken);
        Console.WriteLine("serving");
        await Console.In.ReadToEndAsync(cancellationToken);
        return 0;
    }

    private static async Task CaseAsync(string name, string settings, MimiNetworkEngine engine, CancellationToken cancellationToken)
    {
        await RemoveNetworkAsync();
        await MakeNetworkAsync();
        using Process server = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", Server, Environment.ProcessPath!, "half-open-server"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            await server.StandardOutput.ReadLineAsync(cancellationToken);
            (TimeSpan noticed, Exception? failure) = await SpeakAsync(engine, cancellationToken);
            string entry = failure is MimiException known ? $"{known.GetType().Name}, `{MimiErrorCatalog.Find(known)?.Id}`" : failure?.GetType().Name ?? "–";
            Console.WriteLine($"| {name} | {settings} | {(failure is null ? $"not in {noticed.TotalSeconds:0} s" : $"{noticed.TotalSeconds:0.0} s")} | {entry} |");
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            engine.Dispose();
            await RemoveNetworkAsync();
        }
    }

    private static async Task<(TimeSpan Noticed, Exception? Failure)> SpeakAsync(MimiNetworkEngine engine, CancellationToken cancellationToken)
    {
        var client = new NictAsrV1Client(engine, MimiCredential.FromToken("bench"), new Uri($"ws://{ServerAddress}:{Port}/"));
        await using var session = await client.OpenSessionAsync(cancellationToken: cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<Exception?> ending = EndAsync(session, over.Token);
        using var timer = new PeriodicTimer(Chunk);
        byte[] chunk = new byte[ChunkBytes];
        long started = Stopwatch.GetTimestamp();
        long? cut = null;
        while (!ending.IsCompleted && (cut is null || Stopwatch.GetElapsedTime(cut.Value) < Patience))
        {
            if (cut is null && Stopwatch.GetElapsedTime(started) >= Before)
            {
                await IpAsync("netns", "exec", Router, "sysctl", "-qw", "net.ipv4.ip_forward=0");
                cut = Stopwatch.GetTimestamp();
            }

            if (!TrySend(session, chunk))
            {
                break;
            }

            await Task.WhenAny(ending, timer.WaitForNextTickAsync(cancellationToken).AsTask());
        }

        TimeSpan noticed = cut is { } since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;
        over.CancelAfter(ending.IsCompleted || noticed >= Patience ? TimeSpan.Zero : Patience);
        Exception? failure = await ending;
        return (noticed, failure is OperationCanceledException ? null : failure);
    }

    private static bool TrySend(MimiRecognitionSession<NictAsrV1Result> session, byte[] chunk)
    {
        try
        {
            session.TrySendBinary(chunk);
            return true;
        }
        catch (Exception e) when (e is MimiIOException or InvalidOperationException)
        {
            return false; // It has ended: whoever reads is told how.
        }
    }

    private static async Task<Exception?> EndAsync(MimiRecognitionSession<NictAsrV1Result> session, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (NictAsrV1Result _ in session.ReceiveAllAsync(cancellationToken))
            {
            }

            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>This machine – router – server, two links of veth.</summary>
    private static async Task MakeNetworkAsync()
    {
        string[][] steps =
        [
            ["netns", "add", Router],
            ["netns", "add", Server],
            ["link", "add", "mimi-client", "type", "veth", "peer", "name", "near", "netns", Router],
            ["-n", Router, "link", "add", "far", "type", "veth", "peer", "name", "mimi", "netns", Server],
            ["address", "add", "10.213.1.1/24", "dev", "mimi-client"],
            ["-n", Router, "address", "add", "10.213.1.2/24", "dev", "near"],
            ["-n", Router, "address", "add", "10.213.2.1/24", "dev", "far"],
            ["-n", Server, "address", "add", $"{ServerAddress}/24", "dev", "mimi"],
            ["link", "set", "mimi-client", "up"],
            ["-n", Router, "link", "set", "near", "up"],
            ["-n", Router, "link", "set", "far", "up"],
            ["-n", Server, "link", "set", "mimi", "up"],
            ["-n", Server, "link", "set", "lo", "up"],
            ["route", "add", "10.213.2.0/24", "via", "10.213.1.2"],
            ["-n", Server, "route", "add", "default", "via", "10.213.2.1"],
            ["netns", "exec", Router, "sysctl", "-qw", "net.ipv4.ip_forward=1"],
        ];
        foreach (string[] step in steps)
        {
            await IpAsync(step);
        }
    }

    private static async Task RemoveNetworkAsync()
    {
        foreach (string[] step in (string[][])[["link", "delete", "mimi-client"], ["netns", "delete", Router], ["netns", "delete", Server]])
        {
            using Process process = Process.Start(new ProcessStartInfo("ip", step) { RedirectStandardError = true })!;
            await process.WaitForExitAsync(); // There may be nothing to remove.
        }
    }

    private static async Task IpAsync(params string[] arguments)
    {
        using Process process = Process.Start("ip", arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'ip {string.Join(' ', arguments)}' failed.");
        }
    }
}
