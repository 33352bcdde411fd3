using System.Text;
using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests;

public sealed class AbuseTests
{
    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData("\u0000\u0001\u0002\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nno colon here\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nx-mimi-process: a\u0000sr\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nx-mimi-process: asr\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nx-mimi-process: asr\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n")]
    public async Task Request_Garbage_Is400AndTheServerGoesOn(string garbage)
    {
        await using Fixture server = await Fixture.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Server.Address);

        await client.WriteAsync(Encoding.Latin1.GetBytes(garbage));
        using var reader = new StreamReader(client.Stream);
        string? reply = await reader.ReadLineAsync(Timeout);

        Assert.StartsWith("HTTP/1.1 400 ", reply, StringComparison.Ordinal);
        Assert.Equal(200, (await server.PostAsync([], null, ("x-mimi-process", "asr"))).Status);
    }

    [Fact]
    public async Task Request_HugeHeader_IsRefused()
    {
        await using Fixture server = await Fixture.StartAsync();

        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(("x-mimi-process", "asr"), ("x-mimi-nict-asr-options", new string('a', 100_000))));

        Assert.Equal(431, refused.Status);
    }

    [Fact]
    public async Task Handshake_WrongVersion_IsRefusedInJson()
    {
        await using Fixture server = await Fixture.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Server.Address);

        string head = await client.ExchangeHeadAsync("GET / HTTP/1.1", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "x-mimi-process: asr");

        Assert.StartsWith("HTTP/1.1 426 ", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FiftySessionsAtOnce_EachGetsItsOwn()
    {
        await using Fixture server = await Fixture.StartAsync(new()
        {
            Last = static stream => new(0, true, $"{stream.Samples[0] * 32_768:F0} {stream.Samples.Distinct().Count()} {stream.Samples.Length}", TimeSpan.Zero, TimeSpan.FromSeconds(1)),
        });
        WireClient[] clients = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.OpenAsync(("x-mimi-process", "asr"))));

        await Task.WhenAll(clients.Select(async (client, number) =>
        {
            byte[] audio = [.. Enumerable.Repeat(new[] { (byte)number, (byte)0 }, 16_000).SelectMany(sample => sample)];
            foreach (byte[] piece in audio.Chunk(1_111))
            {
                await client.SendAsync(piece);
            }

            StrictMessage<StrictAsr> final = Strict.Read<StrictAsr>((await client.FinishAsync())[^1]);
            Assert.Equal($"{number} 1 16000", final.Response[0].Result);
            client.Dispose();
        }));
    }

    [Fact]
    public async Task Audio_FasterThanTheRecognizer_WaitsAndArrivesWhole()
    {
        const int Frames = 300;
        using var permits = new SemaphoreSlim(0);
        await using Fixture server = await Fixture.StartAsync(new() { OnWrite = (_, token) => permits.WaitAsync(token) });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"));
        int sent = 0;
        Task sending = Task.Run(
            async () =>
            {
                for (; sent < Frames; sent++)
                {
                    await client.SendAsync(new byte[65_536]);
                }
            },
            Timeout);
        ScriptedStream stream = await server.Speech.OpenedAsync(Timeout);

        for (int i = 1; i <= 50; i++)
        {
            permits.Release();
            await stream.HeardAsync(i, Timeout);
        }

        Assert.True(Volatile.Read(ref sent) < Frames); // 20 MB would not have waited in the server.
        permits.Release(1_000_000);
        await sending;
        await client.FinishAsync();
        Assert.Equal(Frames * 65_536 / 2, stream.Samples.Length);
    }
}
