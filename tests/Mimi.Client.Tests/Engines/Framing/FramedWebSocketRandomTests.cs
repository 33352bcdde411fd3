using System.Net.WebSockets;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Framing;

/// <summary>Against the BCL's server side: what one sends in random pieces, the other receives whole.</summary>
public sealed class FramedWebSocketRandomTests
{
    private static readonly int[] EdgeLengths = [0, 1, 125, 126, 4_080, 4_096, 4_100, 65_535, 65_536, 66_000];

    private static CancellationToken Timeout => TestTimeout.Token;

    [Fact]
    public async Task RoundTrip_RandomMessages_ArriveBothWays()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            try
            {
                await RunAsync(seed);
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {e}");
            }
        }
    }

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var (clientStream, serverStream) = DuplexPipeStream.CreatePair(random.Next(1, 20_000));
        using var client = new FramedWebSocket(clientStream);
        using WebSocket server = WebSocket.CreateFromStream(serverStream, isServer: true, null, TimeSpan.FromMilliseconds(1)); // It sends pongs nobody asked for.
        byte[][] up = CreateMessages(random);
        byte[][] down = CreateMessages(random);

        await Task.WhenAll(
            SendAsync(client, up, new Random(seed + 1)),
            SendAsync(server, down, new Random(seed + 2)),
            ReceiveAsync(server, up, random.Next(1, 9_000)),
            ReceiveAsync(client, down, random.Next(1, 9_000)));

        Task<(WebSocketMessageType Type, byte[] Payload)> closing = server.ReceiveMessageAsync(Timeout);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "またね", Timeout);
        await closing;
        Assert.Equal("またね", server.CloseStatusDescription);
        await server.CloseOutputAsync((WebSocketCloseStatus)4003, "時間切れ", Timeout);
        Assert.Equal(WebSocketMessageType.Close, (await client.ReceiveMessageAsync(Timeout)).Type);
        Assert.Equal((4003, WebSocketState.Closed), ((int?)client.CloseStatus, client.State));
    }

    private static byte[][] CreateMessages(Random random) => [.. Enumerable.Range(0, 30).Select(_ =>
    {
        byte[] message = new byte[random.Next(3) == 0 ? EdgeLengths[random.Next(EdgeLengths.Length)] : random.Next(10_000)];
        random.NextBytes(message);
        return message;
    })];

    private static async Task SendAsync(WebSocket socket, byte[][] messages, Random random)
    {
        await Task.Yield();
        foreach (byte[] message in messages)
        {
            int position = 0;
            while (random.Next(2) == 0)
            {
                int count = random.Next(message.Length - position + 1);
                await socket.SendAsync(message.AsMemory(position, count), WebSocketMessageType.Binary, endOfMessage: false, Timeout);
                position += count;
            }

            await socket.SendAsync(message.AsMemory(position), WebSocketMessageType.Binary, endOfMessage: true, Timeout);
        }
    }

    private static async Task ReceiveAsync(WebSocket socket, byte[][] messages, int bufferBytes)
    {
        await Task.Yield();
        foreach (byte[] message in messages)
        {
            Assert.Equal(message, (await socket.ReceiveMessageAsync(Timeout, bufferBytes)).Payload);
        }
    }
}
