using System.Net.WebSockets;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

/// <summary>protocol: 30 s without traffic end a session with 4003, or HTTP 408; our own work does not count.</summary>
public sealed class IdleTests
{
    private static readonly (string, string)[] Asr = [("x-mimi-process", "asr")];

    private static CancellationToken Timeout => TestTimeout.Token;

    [Fact]
    public async Task WebSocket_NothingSent_Closes4003()
    {
        var time = new ManualTimeProvider();
        await using Fixture server = await StartAsync(time, new());
        using WireClient client = await server.OpenAsync(Asr);
        await time.TimerSetAsync(Timeout);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Empty(await client.ReadToEndAsync());
        Assert.Equal(((WebSocketCloseStatus)4003, "Nothing came for 30 s."), (client.Socket.CloseStatus, client.Socket.CloseStatusDescription));
        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);
    }

    [Fact]
    public async Task WebSocket_SomethingSent_StartsTheLimitAnew()
    {
        var time = new ManualTimeProvider();
        await using Fixture server = await StartAsync(time, new());
        using WireClient client = await server.OpenAsync(Asr);
        await time.TimerSetAsync(Timeout);
        ScriptedStream stream = await server.Speech.OpenedAsync(Timeout);

        for (int i = 1; i <= 5; i++)
        {
            time.Advance(TimeSpan.FromSeconds(29));
            await client.SendSilenceAsync(10);
            await stream.HeardAsync(160 * i, Timeout);
        }

        Assert.Single(await client.FinishAsync());
    }

    [Fact]
    public async Task WebSocket_RecognizerIsBehind_IsNotTheClientsSilence()
    {
        var time = new ManualTimeProvider();
        var writing = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using Fixture server = await StartAsync(time, new()
        {
            OnWrite = async (_, token) =>
            {
                writing.TrySetResult();
                await gate.Task.WaitAsync(token);
            },
        });
        using WireClient client = await server.OpenAsync(Asr);
        await client.SendSilenceAsync(10);
        await writing.Task.WaitAsync(Timeout);

        time.Advance(TimeSpan.FromMinutes(2));
        time.Advance(TimeSpan.FromMinutes(2));
        gate.SetResult();

        Assert.Single(await client.FinishAsync());
    }

    [Fact]
    public async Task WebSocket_LongDecodingAfterBreak_IsNotTheClientsSilence()
    {
        var time = new ManualTimeProvider();
        var gate = new TaskCompletionSource();
        await using Fixture server = await StartAsync(time, new() { OnLast = (_, token) => gate.Task.WaitAsync(token), Script = [Final(0, 0, "はい", 0, 1)] });
        using WireClient client = await server.OpenAsync(Asr);
        await client.BreakAsync();
        await (await server.Speech.OpenedAsync(Timeout)).Completed.WaitAsync(Timeout);

        time.Advance(TimeSpan.FromMinutes(2));
        time.Advance(TimeSpan.FromMinutes(2));
        gate.SetResult();

        List<string> messages = await client.ReadToEndAsync();
        Assert.Equal("recog-finished", Strict.Read<StrictAsr>(messages[^1]).Status);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task Post_BodyStalls_Is408()
    {
        var time = new ManualTimeProvider();
        await using Fixture server = await StartAsync(time, new());
        await using RawClient client = await RawClient.ConnectAsync(server.Server.Address);
        Task<string> head = client.ExchangeHeadAsync("POST / HTTP/1.1", "x-mimi-process: asr", "Content-Length: 4");
        await time.TimerSetAsync(Timeout);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.StartsWith("HTTP/1.1 408 ", await head, StringComparison.Ordinal);
        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);
    }

    [Fact]
    public async Task WebSocket_ClientThatReadsNothing_IsCutOff()
    {
        string much = new('あ', 1_000_000);
        await using Fixture server = await Fixture.StartAsync(
            new() { Script = [.. Enumerable.Range(0, 20).Select(i => Final(0, i, much, 0, 1))] },
            options => options with { IdleTimeout = TimeSpan.FromSeconds(1) });
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, "x-mimi-process: asr");

        await client.SendFrameAsync(0x82, new byte[2]);

        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(TimeSpan.FromSeconds(60), Timeout);
    }

    private static Task<Fixture> StartAsync(ManualTimeProvider time, ScriptedSpeech speech) =>
        Fixture.StartAsync(speech, options => options with { TimeProvider = time });
}
