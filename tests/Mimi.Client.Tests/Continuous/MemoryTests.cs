using Mimi.Client.Continuous;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>What a session holds when nobody takes its audio. Alone, because other tests' memory would count.</summary>
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task StalledServer_TenMinutesOfAudio_AddLittleMemory()
    {
        using var server = new ContinuousServer();
        await using MimiContinuousSession session = Start.Asr(server, new() { Overload = MimiOverload.DropOldest, IdleTimeout = TimeSpan.FromSeconds(25) });
        byte[] chunk = Voice.At(0, 1_600);
        CancellationToken token = Token; // Each one asked for is memory.
        await session.SendBinaryAsync(chunk, token);
        ServerConnection stalled = await server.AcceptAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int i = 0; i < 6_000; i++)
        {
            await session.SendBinaryAsync(chunk, token);
        }

        long added = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{added:N0} bytes added.");
        Assert.True(added <= 1_500_000, $"{added:N0} bytes added.");
        GC.KeepAlive(stalled);
    }

    [CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
    public sealed class Alone;
}
