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
    public async Task SetupAsync()
    {
        _chunk = new byte[Bytes];
        Random.Shared.NextBytes(_chunk);
        byte[] plain = await ReadBackAsync(static stream => WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero }));
        byte[] library = await ReadBackAsync(static stream => new FramedWebSocket(stream));
        Same.Check(_chunk, plain);
        Same.Check(_chunk, library);
    }

    [Benchmark(Baseline = true)]
    public ValueTask Plain() => _plain.SendAsync(_chunk.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    [Benchmark]
    public ValueTask Library() => _library.SendAsync(_chunk.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    /// <summary>What a server reads of the chunk.</summary>
    private async Task<byte[]> ReadBackAsync(Func<Stream, WebSocket> create)
    {
        var sent = new MemoryStream();
        await create(sent).SendAsync(_chunk.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        using WebSocket server = WebSocket.CreateFromStream(new MemoryStream(sent.ToArray()), new WebSocketCreationOptions { IsServer = true });
        byte[] read = new byte[Bytes];
        int count = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await server.ReceiveAsync(read.AsMemory(count), CancellationToken.None);
            count += result.Count;
        }
        while (!result.EndOfMessage);
        return read[..count];
    }
}
