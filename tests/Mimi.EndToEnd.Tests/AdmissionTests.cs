using System.Net;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.EndToEnd.Tests.Support;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>A local mimi at its capacity, as a client sees it.</summary>
public sealed class AdmissionTests(LocalMimi mimi)
{
    private static readonly MimiAsrOptions English = new() { Language = "en" };

    public static TheoryData<string> Engines => TestEngines.Names;

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task OpenSession_NoMoreAreTaken_SaysWhenToComeAgain(string engineName)
    {
        await using MimiServer server = await mimi.StartAsync(new() { Recognizers = mimi.Models, MaxSessions = 1 });
        using var engine = TestEngines.Create(engineName);
        var client = new MimiAsrClient(engine, null, server.Address);
        await using var running = await client.OpenSessionAsync(English, Token);

        var refused = await Assert.ThrowsAsync<MimiServiceException>(() => client.OpenSessionAsync(English, Token));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.True(refused.IsTransient);
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 3, 7);
        Assert.Contains("RetryAfter", refused.Advice, StringComparison.Ordinal);
        Assert.Contains("MaxSessions is 1", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContinuousSession_NoMoreAreTaken_ComesAgainWhenToldAndLosesNothing()
    {
        await using MimiServer server = await mimi.StartAsync(new() { Recognizers = mimi.Models, MaxSessions = 1 });
        using var engine = TestEngines.Create("http");
        var client = new MimiAsrClient(engine, null, server.Address);
        var running = await client.OpenSessionAsync(English, Token);
        await using MimiContinuousSession session = client.StartContinuousSession(English);
        List<MimiContinuousEvent> events = [];
        Task reading = Task.Run(
            async () =>
            {
                await foreach (MimiContinuousEvent told in session.ReceiveAllAsync(Token))
                {
                    events.Add(told);
                    if (told is MimiConnectionChange { State: MimiConnectionState.Reconnecting })
                    {
                        await running.DisposeAsync(); // It has been refused: now there is room.
                    }
                }
            },
            Token);

        for (int at = 0; at < Jfk.Pcm16k.Length; at += 3_200)
        {
            await session.SendBinaryAsync(Jfk.Pcm16k.AsMemory(at, Math.Min(3_200, Jfk.Pcm16k.Length - at)), Token);
        }

        MimiContinuousCompletion outcome = await session.CompleteAsync(TimeSpan.FromSeconds(50), Token);
        await reading;

        Assert.IsType<MimiContinuousCompleted>(outcome);
        MimiConnectionChange[] refusals = [.. events.OfType<MimiConnectionChange>().Where(static change => change.State == MimiConnectionState.Reconnecting)];
        Assert.All(refusals, static change => Assert.Equal(HttpStatusCode.ServiceUnavailable, Assert.IsType<MimiServiceException>(change.Cause).StatusCode));
        Assert.True(refusals[0].Delay >= TimeSpan.FromSeconds(3), $"{refusals[0].Delay}");
        Assert.Empty(events.OfType<MimiGapEvent>());
        Assert.Contains(Jfk.Words, Jfk.Normalize(string.Join(' ', events.OfType<MimiTranscript>().Where(static text => text.IsDetermined).Select(static text => text.Text))), StringComparison.Ordinal);
    }
}
