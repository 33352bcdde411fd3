using System.Text.RegularExpressions;
using Mimi.Chaos;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.EndToEnd.Tests.Support;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>A continuous session gets over each fault: every word is heard, and once.</summary>
public sealed class ContinuousChaosTests(LocalMimi mimi)
{
    private const int ChunkBytes = 3_200;
    private const double Speed = 5;

    // Short, so that a stalled connection costs little time; long enough for a recognizer on a busy machine, which otherwise is taken for one.
    private static readonly NictAsrV2Options Recognition = new()
    {
        Language = NictAsrLanguage.English,
        TemporaryInterval = TimeSpan.FromMilliseconds(320),
        Session = new() { AnswerTimeout = TimeSpan.FromSeconds(4), SendTimeout = TimeSpan.FromSeconds(4), FinalTimeout = TimeSpan.FromSeconds(15), HandshakeTimeout = TimeSpan.FromSeconds(5) },
    };

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [InlineData("refuse#1", 2)]
    [InlineData("silence#1", 2)]
    [InlineData("http:503:1s#1", 2)]
    [InlineData("reset#1", 2)]
    [InlineData("reset@100000bytes#1", 2)]
    [InlineData("reset@100000bytes#1,reset@100000bytes#2", 3)]
    [InlineData("drop@100000bytes#1", 2)]
    [InlineData("drop@1messages#1", 2)]
    [InlineData("halfopen@100000bytes#1", 2)]
    [InlineData("stall@100000bytes#1", 2)]
    [InlineData("stall:up@100000bytes#1", 2)]
    [InlineData("stall:down@100000bytes#1", 2)]
    [InlineData("stall:up:300ms@100000bytes#1", 1)]
    [InlineData("slowread:200000#1", 1)]
    [InlineData("delay:20ms#1", 1)]
    [InlineData("close:1000@1messages#1", 2)]
    [InlineData("close:1001@100000bytes#1", 2)]
    [InlineData("close:1011@100000bytes#1", 2)]
    [InlineData("close:1012@1messages#1", 2)]
    [InlineData("close:1013@1messages#1", 2)]
    [InlineData("closenocode@1messages#1", 2)]
    [InlineData("truncated@1messages#1", 2)]
    [InlineData("unknownjson@1messages#1", 1)]
    [InlineData("duplicate@1messages#1", 1)]
    [InlineData("duplicate@3messages#1", 1)]
    [InlineData("late@1messages#1", 1)]
    [InlineData("neverclose#1", 1)]
    public async Task Fault_EveryWordIsHeardOnce(string plan, int connections)
    {
        await using MimiServer server = await mimi.StartAsync(new() { Recognizers = mimi.Models, Chaos = ChaosPlan.Parse(plan) });
        using var engine = new HttpNetworkEngine();
        await using MimiContinuousSession session = new NictAsrV2Client(engine, null, server.Address).StartContinuousSession(Recognition);
        Task<List<MimiContinuousEvent>> reading = ReadAsync(session);

        await SpeakAsync(session, [.. Jfk.Pcm16k, .. new byte[32_000]]);
        MimiContinuousCompletion outcome = await session.CompleteAsync(TimeSpan.FromSeconds(50), Token);

        List<MimiContinuousEvent> events = await reading;
        Assert.IsType<MimiContinuousCompleted>(outcome);
        Assert.Empty(events.OfType<MimiGapEvent>());
        string words = Jfk.Normalize(string.Join(' ', events.OfType<MimiTranscript>().Where(static text => text.IsDetermined).Select(static text => text.Text)));
        Assert.Equal(1, Regex.Count(words, Jfk.Words));
        Assert.True(server.Chaos!.Connections >= connections, $"There were {server.Chaos.Connections} connections.");
        Assert.NotEmpty(server.Chaos.Events);
    }

    /// <summary>As a microphone does, only faster.</summary>
    private static async Task SpeakAsync(MimiContinuousSession session, byte[] audio)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.1 / Speed));
        foreach (byte[] chunk in audio.Chunk(ChunkBytes))
        {
            await session.SendBinaryAsync(chunk, Token);
            await timer.WaitForNextTickAsync(Token);
        }
    }

    private static async Task<List<MimiContinuousEvent>> ReadAsync(MimiContinuousSession session)
    {
        List<MimiContinuousEvent> events = [];
        await foreach (MimiContinuousEvent told in session.ReceiveAllAsync(Token))
        {
            events.Add(told);
        }

        return events;
    }
}
