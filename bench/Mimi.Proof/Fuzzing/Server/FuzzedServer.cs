using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mimi.Server;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>A local mimi in a Kestrel whose connections are in memory.</summary>
internal sealed class FuzzedServer : IAsyncDisposable
{
    private readonly InMemoryListener _listener = new();
    private readonly WebApplication _app;

    private FuzzedServer(MimiServerOptions options, ErrorLog log)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton<IConnectionListenerFactory>(_listener);
        builder.Services.AddMimiServer(options);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.MapMimi();
    }

    public static async Task<FuzzedServer> StartAsync(MimiServerOptions options, ErrorLog log)
    {
        var server = new FuzzedServer(options, log);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Sends bytes in pieces, and reads to the end of the connection.</summary>
    /// <param name="sent">The bytes.</param>
    /// <param name="random">Decides about the pieces.</param>
    /// <param name="hangUp">Told what came so far when the server waits for more: whether to end the connection now, or wait for what it still has to say.</param>
    public async Task<byte[]> ExchangeAsync(byte[] sent, FuzzRandom random, Func<ReadOnlySpan<byte>, bool> hangUp)
    {
        (PipeWriter toServer, PipeReader fromServer) = _listener.Connect(sent.Length);
        await WriteAsync(toServer, sent, random);
        var received = new ArrayBufferWriter<byte>();
        bool starves = false;
        bool hasHungUp = false;
        ReadResult read;
        do
        {
            read = await fromServer.ReadAsync();
            foreach (ReadOnlyMemory<byte> piece in read.Buffer)
            {
                received.Write(piece.Span);
            }

            fromServer.AdvanceTo(read.Buffer.End);
            starves |= read.IsCanceled;
            if (starves && !hasHungUp && hangUp(received.WrittenSpan))
            {
                hasHungUp = true;
                await toServer.CompleteAsync();
            }
        }
        while (!read.IsCompleted);
        await toServer.CompleteAsync();
        await fromServer.CompleteAsync();
        return received.WrittenSpan.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static async Task WriteAsync(PipeWriter toServer, byte[] sent, FuzzRandom random)
    {
        int pieces = random.Pick(1, 1, 1, 2, 3, 10);
        for (int start = 0; start < sent.Length;)
        {
            int length = Math.Min(sent.Length - start, pieces == 1 ? sent.Length : 1 + random.Below((2 * sent.Length / pieces) + 1));
            FlushResult flushed = await toServer.WriteAsync(sent.AsMemory(start, length));
            start += length;
            if (flushed.IsCompleted)
            {
                return; // The server has had enough.
            }

            if (pieces > 1)
            {
                await Task.Yield();
            }
        }
    }
}
