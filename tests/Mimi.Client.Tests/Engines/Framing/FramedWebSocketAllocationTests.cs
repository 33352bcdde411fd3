using System.Net.WebSockets;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Tests.Support;

namespace Mimi.Client.Tests.Engines.Framing;

public sealed class FramedWebSocketAllocationTests
{
    private const int Rounds = 5_000;

    [Theory]
    [InlineData(3_200)]
    [InlineData(65_536)]
    public void Send_SteadyState_AllocatesNothing(int bytes)
    {
        using var socket = new FramedWebSocket(new ScriptedStream([]) { KeepsWrites = false });
        byte[] chunk = new byte[bytes];

        AssertAllocatesNothing(() => Sends(socket, chunk));
    }

    [Theory]
    [InlineData(253)]
    [InlineData(10_000)]
    public void Receive_SteadyState_AllocatesNothing(int bytes)
    {
        using var socket = new FramedWebSocket(new ScriptedStream(RawFrame.Server(RawFrame.Text, new byte[bytes]), chunkBytes: 1_000) { Repeats = true });
        byte[] buffer = new byte[16_384];

        AssertAllocatesNothing(() => Receives(socket, buffer));
    }

    [Fact]
    public void Ping_SteadyState_AllocatesNothing()
    {
        byte[] script = [.. RawFrame.Server(RawFrame.Ping, "生きてる"), .. RawFrame.Server(RawFrame.Text, "猫")];
        using var socket = new FramedWebSocket(new ScriptedStream(script) { Repeats = true, KeepsWrites = false });
        byte[] buffer = new byte[100];

        AssertAllocatesNothing(() => Receives(socket, buffer));
    }

    private static bool Sends(FramedWebSocket socket, byte[] chunk)
    {
        ValueTask sending = socket.SendAsync(chunk.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        return sending.IsCompletedSuccessfully;
    }

    private static bool Receives(FramedWebSocket socket, byte[] buffer)
    {
        ValueTask<ValueWebSocketReceiveResult> receiving = socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        return receiving.IsCompletedSuccessfully && receiving.Result.EndOfMessage;
    }

    private static void AssertAllocatesNothing(Func<bool> round)
    {
        for (int i = 0; i < 1_000; i++)
        {
            Assert.True(round()); // Until the pools are filled and the code is compiled.
        }

        bool all = true;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            all &= round();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(all);
        Assert.InRange(allocated / (double)Rounds, 0, 0.9); // A single object in each round would be 24 bytes.
    }
}
