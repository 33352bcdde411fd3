using System.Globalization;
using System.Net;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

/// <summary>Beyond its capacity the server refuses new sessions, and those that are running do not notice.</summary>
public sealed class AdmissionTests
{
    private const string Pcm = "audio/x-pcm;bit=16;rate=16000;channels=1";

    private static readonly (string, string)[] Asr = [("x-mimi-process", "asr")];

    private static CancellationToken Timeout => TestTimeout.Token;

    [Fact]
    public async Task WebSocket_OneTooMany_IsRefusedBeforeTheUpgrade()
    {
        await using Fixture server = await StartAsync(new() { Script = [Final(100, 0, "こんにちは", 0, 100)] }, maxSessions: 1);
        using WireClient running = await server.OpenAsync(Asr);

        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(Asr));

        Assert.Equal(503, refused.Status);
        Assert.InRange(int.Parse(refused.RetryAfter!, CultureInfo.InvariantCulture), 3, 7);
        await running.SendSilenceAsync(100);
        Assert.Contains("こんにちは", (await running.FinishAsync())[^1]);
    }

    [Fact]
    public async Task Post_OneTooMany_IsRefusedAndSaysWhenToComeAgain()
    {
        await using Fixture server = await StartAsync(new(), maxSessions: 1);
        using WireClient running = await server.OpenAsync(Asr);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/?process=asr") { Content = new ByteArrayContent(new byte[320]) };

        using HttpResponseMessage refused = await server.Http.SendAsync(request, Timeout);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 3, 7);
        string body = await refused.Content.ReadAsStringAsync(Timeout);
        Assert.Contains("MaxSessions is 1. Try again in", body);
        Assert.Contains("\"code\":503", body);
    }

    [Fact]
    public async Task Post_Running_TakesASeat()
    {
        var gate = new TaskCompletionSource();
        await using Fixture server = await StartAsync(new() { OnLast = (_, token) => gate.Task.WaitAsync(token) }, maxSessions: 1);
        Task<(int Status, string Body)> running = server.PostAsync(new byte[320], Pcm, Asr);
        await (await server.Speech.OpenedAsync(Timeout)).Completed.WaitAsync(Timeout);

        Assert.Equal(503, (await server.PostAsync(new byte[320], Pcm, Asr)).Status); // Its words are still wanted, and may be many.

        gate.SetResult();
        Assert.Equal(200, (await running).Status);
    }

    [Fact]
    public async Task Sessions_OneBehindTheOther_AreAllTaken()
    {
        await using Fixture server = await StartAsync(new(), maxSessions: 1);
        for (int i = 0; i < 20; i++)
        {
            using WireClient client = await server.OpenAsync(Asr);
            await client.FinishAsync();
            Assert.Equal(200, (await server.PostAsync(new byte[320], Pcm, Asr)).Status);
        }
    }

    [Fact]
    public async Task Session_LeftByItsClient_MakesRoom()
    {
        await using Fixture server = await StartAsync(new(), maxSessions: 1);
        using (await server.OpenAsync(Asr))
        {
        }

        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);

        using WireClient next = await server.OpenAsync(Asr);
        await next.FinishAsync();
    }

    [Fact]
    public async Task Break_LastWordsStillAwaited_MakesRoomForAsManyAsMaySpeak()
    {
        var gate = new TaskCompletionSource();
        await using Fixture server = await StartAsync(new() { OnLast = (_, token) => gate.Task.WaitAsync(token) }, maxSessions: 1);
        using WireClient first = await server.OpenAsync(Asr);
        await first.BreakAsync();
        await MadeRoomAsync(server);
        using WireClient second = await OpenWhenThereIsRoomAsync(server);
        await second.BreakAsync();
        await MadeRoomAsync(server);

        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(Asr));

        Assert.Equal(503, refused.Status);
        gate.SetResult();
        await first.ReadToEndAsync();
        await second.ReadToEndAsync();
        using WireClient third = await server.OpenAsync(Asr);
        await third.FinishAsync();
    }

    [Fact]
    public async Task Clients_TwiceTheCapacity_HalfAreServedAndTheOthersAfterwards()
    {
        const int Capacity = 16;
        var begin = new TaskCompletionSource();
        await using Fixture server = await StartAsync(
            new() { Last = stream => new(0, true, $"{stream.Samples.Length} samples", TimeSpan.Zero, TimeSpan.FromSeconds(1)) },
            Capacity);
        int refused = 0, opened = 0;
        var all = new TaskCompletionSource();
        void Count(ref int what)
        {
            Interlocked.Increment(ref what);
            if (Volatile.Read(ref refused) + Volatile.Read(ref opened) == 2 * Capacity)
            {
                all.TrySetResult();
            }
        }

        async Task<string?> SpeakAsync(int number)
        {
            try
            {
                using WireClient client = await server.OpenAsync(Asr);
                Count(ref opened);
                await begin.Task.WaitAsync(Timeout); // All are running at once.
                await client.SendSilenceAsync(10 + number);
                return (await client.FinishAsync())[^1];
            }
            catch (HandshakeRefusedException e) when (e.Status == 503)
            {
                Count(ref refused);
                return null;
            }
        }

        Task<string?>[] first = [.. Enumerable.Range(0, 2 * Capacity).Select(SpeakAsync)];
        await all.Task.WaitAsync(Timeout);
        begin.SetResult();
        string?[] results = await Task.WhenAll(first);

        Assert.Equal(Capacity, opened);
        Assert.Equal(Capacity, refused);
        int[] again = [.. Enumerable.Range(0, results.Length).Where(number => results[number] is null)];
        foreach ((int number, string? text) in again.Zip(await Task.WhenAll(again.Select(SpeakAsync))))
        {
            results[number] = text;
        }

        Assert.All(results, (text, number) => Assert.Contains($"{(10 + number) * 16} samples", text));
    }

    [Fact]
    public async Task Recognizer_AllOfItsThreadsSpokenFor_TakesNoMore()
    {
        await using Fixture server = await StartAsync(out MeasuredSpeech speech);
        speech.StreamLoad = 0.5 / (Environment.ProcessorCount + 2);
        List<WireClient> running = [];
        for (int i = 0; i < Environment.ProcessorCount + 2; i++)
        {
            running.Add(await server.OpenAsync(Asr));
        }

        Assert.Equal(503, (await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(Asr))).Status);
        speech.StreamLoad /= 2; // It was measured anew: the computer has less to do otherwise.
        running.Add(await server.OpenAsync(Asr));
        Assert.Equal(200, (await server.PostAsync(new byte[320], Pcm, Asr)).Status);

        foreach (WireClient client in running)
        {
            await client.FinishAsync();
            client.Dispose();
        }
    }

    [Fact]
    public async Task Recognizer_Late_TakesNoMoreUntilItHasCaughtUp()
    {
        await using Fixture server = await StartAsync(out MeasuredSpeech speech);
        speech.Lag = TimeSpan.FromSeconds(2.1);
        List<WireClient> running = [];
        for (int i = 0; i < Environment.ProcessorCount; i++)
        {
            running.Add(await server.OpenAsync(Asr)); // As many as there are processors are always taken.
        }

        (int status, string body) = await server.PostAsync(new byte[320], Pcm, Asr);

        Assert.Equal(503, status);
        Assert.Contains("2.1 s late", body);
        speech.Lag = TimeSpan.FromSeconds(2);
        Assert.Equal(200, (await server.PostAsync(new byte[320], Pcm, Asr)).Status);
        running.ForEach(static client => client.Dispose());
    }

    [Fact]
    public async Task Scenario_AnswersHoweverLateTheRecognizerIs()
    {
        var scenario = MimiScenario.Parse("""{ "entries": [{ "service": "lid", "response": { "language": "ja" } }] }""");
        await using Fixture server = await StartAsync(out MeasuredSpeech speech, scenario);
        speech.Lag = TimeSpan.FromMinutes(1);
        List<WireClient> running = [];
        for (int i = 0; i < Environment.ProcessorCount; i++)
        {
            running.Add(await server.OpenAsync(Asr));
        }

        Assert.Equal(200, (await server.PostAsync(new byte[320], Pcm, ("x-mimi-process", "lid"))).Status);
        running.ForEach(static client => client.Dispose());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void MaxSessions_OutOfRange_IsRefused(int value) =>
        Assert.Equal("MaxSessions", Assert.Throws<ArgumentOutOfRangeException>(() => new MimiServerOptions { Recognizers = new ScriptedSpeech(), MaxSessions = value }).ParamName);

    [Theory]
    [InlineData(0.05)]
    [InlineData(3_601)]
    public void MaxLag_OutOfRange_IsRefused(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MimiServerOptions { Recognizers = new ScriptedSpeech(), MaxLag = TimeSpan.FromSeconds(seconds) });

    private static Task<Fixture> StartAsync(ScriptedSpeech speech, int maxSessions) => Fixture.StartAsync(speech, options => options with { MaxSessions = maxSessions });

    private static Task<Fixture> StartAsync(out MeasuredSpeech speech, MimiScenario? scenario = null)
    {
        var scripted = new ScriptedSpeech();
        MeasuredSpeech measured = speech = new(scripted);
        return Fixture.StartAsync(scripted, options => options with { Recognizers = measured, Scenario = scenario });
    }

    /// <summary>Waits until the server knows that no more audio follows.</summary>
    private static async Task MadeRoomAsync(Fixture server) => await (await server.Speech.OpenedAsync(Timeout)).Completed.WaitAsync(Timeout);

    /// <summary>The recognizer is told of the end a moment before the seat is given up.</summary>
    private static async Task<WireClient> OpenWhenThereIsRoomAsync(Fixture server)
    {
        while (true)
        {
            try
            {
                return await server.OpenAsync(Asr);
            }
            catch (HandshakeRefusedException e) when (e.Status == 503)
            {
                Timeout.ThrowIfCancellationRequested();
            }
        }
    }
}
