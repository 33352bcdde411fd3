using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Mimi.Client.Engines.Framing;

namespace Mimi.Client.Bench;

/// <summary>A chunk of audio into a masked frame, against the socket of the BCL, over a stream that does nothing.</summary>
[MemoryDiagnoser]
public class FrameWritingBenchmark
{
    private readonly WebSocket _plain = WebSocket.CreateFromStream(new LoopStream([0]), new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero });
    private readonly WebSocket _library = new FramedWebSocket(new LoopStream([0]));
    private byte[] _chunk = [];

    /// <summary>Gets or sets the size of a chunk.</summary>
    [Params(320, 3_200, 65_536)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup() => _chunk = new byte[Bytes];

    [Benchmark(Baseline = true)]
    public ValueTask Plain() => _plain.SendAsync(_chunk.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    [Benchmark]
    public ValueTask Library() => _library.SendAsync(_chunk.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
}
