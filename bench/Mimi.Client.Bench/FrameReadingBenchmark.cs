using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Mimi.Bench.Wire;
using Mimi.Client.Engines.Framing;

namespace Mimi.Client.Bench;

/// <summary>Text frames of about 250 bytes, against the socket of the BCL, over a stream that gives what a network connection gives at once.</summary>
[MemoryDiagnoser]
public class FrameReadingBenchmark
{
    private static readonly byte[] Frames = [.. WireMessages.Temporaries.SelectMany(static text => (byte[])[0x81, 126, (byte)(text.Length >> 8), (byte)text.Length, .. text])];

    private readonly WebSocket _plain = WebSocket.CreateFromStream(new LoopStream(Frames), new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero });
    private readonly WebSocket _library = new FramedWebSocket(new LoopStream(Frames));
    private readonly byte[] _buffer = new byte[4_096];

    [GlobalSetup]
    public async Task SetupAsync()
    {
        foreach (byte[] message in WireMessages.Temporaries)
        {
            int plain = (await Plain()).Count;
            Same.Check(message, _buffer.AsSpan(0, plain));
            int library = (await Library()).Count;
            Same.Check(message, _buffer.AsSpan(0, library));
        }
    }

    [Benchmark(Baseline = true)]
    public ValueTask<ValueWebSocketReceiveResult> Plain() => _plain.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);

    [Benchmark]
    public ValueTask<ValueWebSocketReceiveResult> Library() => _library.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
}
