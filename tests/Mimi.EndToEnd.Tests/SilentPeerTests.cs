using System.Diagnostics;
using Mimi.Chaos;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;
using Mimi.EndToEnd.Tests.Support;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>A peer that has gone without a word is noticed by the session itself: while one speaks, and after the stop.</summary>
public sealed class SilentPeerTests(LocalMimi mimi)
{
    private const int SecondOfAudio = 32_000;

    /// <summary>What is more than any deadline here, and less than for ever: the machine may be busy.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    private static readonly MimiSessionOptions ShortTimeouts = new() { AnswerTimeout = Short, SendTimeout = Short, FinalTimeout = Short, CloseTimeout = Short };

    private static readonly string[] Faults = ["halfopen", "halfopen@16000bytes", "stall@16000bytes", "stall:up@16000bytes", "stall:down@16000bytes"];

    public static TheoryData<string> Engines => TestEngines.Names;

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Engines))]
    public Task Speaking_EndsWithATimeout(string engineName) => WithEachFaultAsync(engineName, async (engine, server) =>
    {
        await using var session = await OpenAsync(engine, server, ShortTimeouts);
        Task<string> reading = Spoken.ReadAsync(session);

        await Microphone.SpeakAsync(session, speed: 5);

        var e = await Assert.ThrowsAsync<MimiTimeoutException>(() => reading);
        Assert.Contains(MimiErrorCatalog.Find(e)?.Id, new[] { "no-answer", "send-stalled" });
        Assert.Equal(Short, e.Timeout);
        Assert.Equal(1, server.Chaos!.Connections);
    });

    [Theory]
    [MemberData(nameof(Engines))]
    public Task Completing_FailsByTheTimeout(string engineName) => WithEachFaultAsync(engineName, async (engine, server) =>
    {
        await using var session = await OpenAsync(engine, server, ShortTimeouts with { AnswerTimeout = Timeout.InfiniteTimeSpan });
        await session.SendBinaryAsync(Jfk.Pcm16k.AsMemory(0, SecondOfAudio), Token);

        var failed = Assert.IsType<MimiFailed<NictAsrV2Result>>(await session.CompleteAsync(Busy, Token));

        var e = Assert.IsType<MimiTimeoutException>(failed.Cause);
        Assert.Equal("final-overdue", MimiErrorCatalog.Find(e)?.Id);
    });

    [Theory]
    [MemberData(nameof(Engines))]
    public Task Completing_IsOverByItsDeadline(string engineName) => WithEachFaultAsync(engineName, async (engine, server) =>
    {
        await using var session = await OpenAsync(engine, server, new());
        await session.SendBinaryAsync(Jfk.Pcm16k.AsMemory(0, SecondOfAudio), Token);
        long started = Stopwatch.GetTimestamp();

        MimiCompletion<NictAsrV2Result> completion = await session.CompleteAsync(TimeSpan.FromSeconds(0.5), Token);

        Assert.IsType<MimiTimedOut<NictAsrV2Result>>(completion);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Busy);
    });

    /// <summary>With the options as they are, in real time, every engine at once.</summary>
    [Fact]
    public async Task Default_HalfOpenPeer_IsNoticedWithinTenSecondsOfSpeech() =>
        await Task.WhenAll(TestEngines.Names.Select(row => SpeakToNobodyAsync(row.Data)));

    /// <summary>Every fault at once: they do nothing but wait.</summary>
    private Task WithEachFaultAsync(string engineName, Func<MimiNetworkEngine, MimiServer, Task> test) => Task.WhenAll(Faults.Select(async fault =>
    {
        await using MimiServer server = await StartAsync(fault);
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        try
        {
            await test(engine, server);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"With the fault {fault}: {e.Message}", e);
        }
    }));

    private async Task SpeakToNobodyAsync(string engineName)
    {
        await using MimiServer server = await StartAsync("halfopen@32000bytes");
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        await using var session = await new MimiAsrClient(engine, null, server.Address).OpenSessionAsync(new() { Language = "en" }, Token);
        Task reading = ReadAsync(session);

        await Microphone.SpeakAsync(session, speed: 1);

        var e = await Assert.ThrowsAsync<MimiTimeoutException>(() => reading);
        Assert.Equal("no-answer", MimiErrorCatalog.Find(e)?.Id);
        Assert.InRange(session.Health.AudioSent, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(1 + 10));
    }

    private static async Task ReadAsync(MimiRecognitionSession<MimiAsrResult> session)
    {
        await foreach (MimiAsrResult _ in session.ReceiveAllAsync(Token))
        {
        }
    }

    private static Task<MimiRecognitionSession<NictAsrV2Result>> OpenAsync(MimiNetworkEngine engine, MimiServer server, MimiSessionOptions session) =>
        new NictAsrV2Client(engine, null, server.Address).OpenSessionAsync(Spoken.Options with { TemporaryInterval = TimeSpan.FromMilliseconds(200), Session = session }, Token);

    private Task<MimiServer> StartAsync(string fault) =>
        mimi.StartAsync(new() { Recognizers = mimi.Models, Scenario = Spoken.Scenario, Chaos = ChaosPlan.Parse(fault) });
}
