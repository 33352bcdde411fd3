using System.Text.RegularExpressions;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.NictAsr;
using Mimi.EndToEnd.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>Continuous sessions against the local mimi: the same words, whatever happens to the connection.</summary>
public sealed class ContinuousTests(LocalMimi mimi)
{
    private static readonly MimiContinuousOptions Options = new() { PauseToFinalize = TimeSpan.FromSeconds(0.8) };

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Asr_CutTwice_HearsTheSentenceTwice()
    {
        using var engine = new CuttingEngine();
        await using MimiContinuousSession session = new MimiAsrClient(engine, null, mimi.Open.Address).StartContinuousSession(new() { Language = "en" }, Options);

        await SpeakAndCheckAsync(session, engine);
    }

    [Fact]
    public async Task V1_CutTwice_HearsTheSentenceTwice()
    {
        using var engine = new CuttingEngine();
        await using MimiContinuousSession session = new NictAsrV1Client(engine, null, mimi.Open.Address).StartContinuousSession(new() { Language = NictAsrLanguage.English }, Options);

        await SpeakAndCheckAsync(session, engine);
    }

    [Fact]
    public async Task V2_CutTwice_HearsTheSentenceTwice()
    {
        using var engine = new CuttingEngine();
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);
        await using MimiContinuousSession session = client.StartContinuousSession(
            new() { Language = NictAsrLanguage.English, Progressive = true, TemporaryInterval = TimeSpan.FromMilliseconds(320) }, Options);

        await SpeakAndCheckAsync(session, engine);
    }

    [Fact]
    public async Task Flac_CutTwice_EachConnectionHasAStreamOfItsOwn()
    {
        using var engine = new CuttingEngine();
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);
        await using MimiContinuousSession session = client.StartContinuousSession(
            new() { Language = NictAsrLanguage.English, Progressive = true, TemporaryInterval = TimeSpan.FromMilliseconds(320), Session = new() { Encoding = MimiWireEncoding.Flac } }, Options);

        await SpeakAndCheckAsync(session, engine);
    }

    private static async Task SpeakAndCheckAsync(MimiContinuousSession session, CuttingEngine engine)
    {
        List<MimiContinuousEvent> events = [];
        var connected = new SemaphoreSlim(0);
        Task reading = Task.Run(async () =>
        {
            await foreach (MimiContinuousEvent told in session.ReceiveAllAsync(Token))
            {
                events.Add(told);
                if (told is MimiConnectionChange { State: MimiConnectionState.Connected })
                {
                    connected.Release();
                }
            }
        });
        byte[] pause = new byte[32_000];
        byte[] audio = [.. Jfk.Pcm16k, .. pause, .. Jfk.Pcm16k, .. pause];
        await session.SendBinaryAsync(audio.AsMemory(0, 128_000), Token); // Four seconds: in the middle of the sentence.
        for (int cut = 0; cut < 2; cut++)
        {
            await connected.WaitAsync(Token);
            engine.Cut();
        }

        await connected.WaitAsync(Token);
        for (int at = 128_000; at < audio.Length; at += 3_200)
        {
            await session.SendBinaryAsync(audio.AsMemory(at, Math.Min(3_200, audio.Length - at)), Token);
        }

        MimiContinuousCompletion outcome = await session.CompleteAsync(TimeSpan.FromSeconds(50), Token);
        await reading;

        Assert.IsType<MimiContinuousCompleted>(outcome);
        Assert.True(engine.Connections >= 3);
        Assert.Empty(events.OfType<MimiGapEvent>());
        List<MimiTranscript> determined = [.. events.OfType<MimiTranscript>().Where(static text => text.IsDetermined)];
        string words = Jfk.Normalize(string.Join(' ', determined.Select(static text => text.Text)));
        Assert.Equal(2, Regex.Count(words, Jfk.Words));
        Assert.Equal(determined.Select(static text => text.Start), determined.Select(static text => text.Start).Order());
        Assert.InRange(determined[^1].End!.Value, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(24.1));
    }
}
