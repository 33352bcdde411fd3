using System.Net;
using System.Net.WebSockets;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;
using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Testing;

/// <summary>The scripted server, used as an application's tests would: real clients, real engines, no port.</summary>
public sealed class ScriptedMimiTests
{
    private static CancellationToken Token => TestTimeout.Token;

    public static TheoryData<string> Engines { get; } = ["own", "http", "clientwebsocket", "clientwebsocket-query"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Session_EveryFormat_IsReadByTheClient(string engineName)
    {
        await using var mimi = new ScriptedMimi();
        for (int i = 0; i < 3; i++)
        {
            mimi.OnSession(static script => script.WaitForBreak().SendFinal("今日は。", TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(900)));
        }

        using MimiNetworkEngine engine = Create(engineName, mimi);
        await using var asr = await new MimiAsrClient(engine, MimiCredential.FromToken("token")).OpenSessionAsync(cancellationToken: Token);
        await using var v1 = await new NictAsrV1Client(engine, null).OpenSessionAsync(cancellationToken: Token);
        await using var v2 = await new NictAsrV2Client(engine, null).OpenSessionAsync(cancellationToken: Token);

        List<MimiAsrResult> ofAsr = await StopAsync(asr);
        List<NictAsrV1Result> ofV1 = await StopAsync(v1);
        List<NictAsrV2Result> ofV2 = await StopAsync(v2);

        Assert.Equal(("今日は。", TimeSpan.FromMilliseconds(900)), (Assert.Single(ofAsr).Text, ofAsr[0].Segments[0].End));
        Assert.Equal("今日は。", Assert.Single(ofV1).Text);
        Assert.Equal(("今日は。", TimeSpan.FromMilliseconds(120)), (Assert.Single(ofV2).Text, ofV2[0].Segments[0].Start));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, v2.CloseStatus);
        Assert.Equal(["asr", "nict-asr", "nict-asr"], mimi.Sessions.Select(static session => session.Request.Service));
        Assert.Equal(mimi.Sessions[2].SessionId, v2.SessionId);
        await mimi.CompleteAsync(Token);
    }

    [Fact]
    public async Task Session_RecordsWhatItWasSentInItsOrder()
    {
        await using var mimi = new ScriptedMimi();
        mimi.OnSession(static script => script.WaitForAudio(6_400).SendTemporary("今日").WaitForAudio(TimeSpan.FromMilliseconds(300)).SendPartial("今日は。").WaitForBreak().SendFinal("晴れ。"));
        await using var session = await new NictAsrV2Client(mimi.Engine, MimiCredential.FromToken("secret")).OpenSessionAsync(cancellationToken: Token);
        ScriptedSession played = await mimi.WaitForSessionAsync(1, Token);
        byte[] audio = [.. Enumerable.Range(0, 9_600).Select(static i => (byte)i)];
        await session.SendBinaryAsync(audio.AsMemory(0, 6_400), Token);
        await played.WaitForAudioAsync(6_400, Token);
        await session.SendBinaryAsync(audio.AsMemory(6_400), Token);

        List<NictAsrV2Result> results = await StopAsync(session);

        Assert.Equal([(MimiResultKind.Temporary, "今日"), (MimiResultKind.Partial, "今日は。"), (MimiResultKind.Final, "晴れ。")], results.Select(static result => (result.Kind, result.Text)));
        Assert.Equal(audio, played.Audio.ToArray());
        Assert.Equal("{\"command\":\"recog-break\"}", Assert.Single(played.Commands));
        Assert.Equal("Bearer secret", played.Request.Headers["authorization"]);
        Assert.Equal("ja", played.Request.Value("x-mimi-input-language"));
        Assert.Equal([ScriptedMessageKind.Audio, ScriptedMessageKind.Command], played.Received.Where(static message => message.Kind != ScriptedMessageKind.Close).Select(static message => message.Kind).Distinct());
    }

    public static TheoryData<string, string> Ends => new()
    {
        { "close 4003", "MimiServiceException 4003" },
        { "close 1012", "MimiServiceException 1012" },
        { "close 1005", "MimiServiceException 1005" },
        { "close without code", "MimiServiceException Empty" },
        { "drop", "MimiIOException" },
        { "truncated", "MimiIOException" },
        { "utf8", "MimiJsonException MimiSerializationException" },
        { "not json", "MimiJsonException" },
        { "binary", "MimiSerializationException" },
        { "unknown, then final", "" },
        { "final twice", "" },
        { "late", "" },
        { "final, then hang", "" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Session_HoweverItEnds_IsWhatTheClientDocuments(string end, string expected)
    {
        await using var mimi = new ScriptedMimi();
        mimi.OnSession(script => _ = end switch
        {
            "close 4003" => script.Close(4_003, "Nothing came for 30 s."),
            "close 1012" => script.Close(1_012),
            "close 1005" => script.Close(1_005),
            "close without code" => script.CloseWithoutCode(),
            "drop" => script.Drop(),
            "truncated" => script.SendTruncatedFrame(),
            "utf8" => script.SendInvalidUtf8(),
            "not json" => script.SendText("{"),
            "binary" => script.SendBinary([1, 2]),
            "unknown, then final" => script.SendText("""{"status":"new","response":5}""").SendFinal("a"),
            "final twice" => script.SendFinal("a").SendFinal("a"),
            "late" => script.SendFinal("a").SendTemporary("b"),
            "final, then hang" => script.SendFinal("a").Hang(),
            _ => throw new ArgumentOutOfRangeException(nameof(end)),
        });
        var options = new NictAsrV2Options { Session = new() { CloseTimeout = TimeSpan.FromMilliseconds(200) } };
        await using var session = await new NictAsrV2Client(mimi.Engine, null).OpenSessionAsync(options, Token);

        Exception? failure = await Record.ExceptionAsync(() => StopAsync(session));

        string seen = failure is null ? "" : failure.GetType().Name + (failure is MimiServiceException refused ? $" {(Enum.IsDefined(refused.CloseStatus!.Value) && refused.CloseStatus == WebSocketCloseStatus.Empty && end != "close 1005" ? "Empty" : (int)refused.CloseStatus)}" : "");
        Assert.True(expected == seen || (expected.Contains(seen, StringComparison.Ordinal) && seen.Length > 0), $"{failure}");
    }

    [Fact]
    public async Task Sessions_OneAfterTheOther_AreRefusedLostAndPlayed()
    {
        await using var mimi = new ScriptedMimi();
        mimi.RefuseSession(HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(3))
            .LoseSession()
            .OnSession(static script => script.Drop())
            .OnEverySession(static script => script.WaitForBreak().SendFinal("ok"));
        var client = new NictAsrV2Client(mimi.Engine, null);

        var refused = await Assert.ThrowsAsync<MimiServiceException>(() => client.OpenSessionAsync(cancellationToken: Token));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(3)), (refused.StatusCode, refused.RetryAfter));
        await Assert.ThrowsAsync<MimiIOException>(() => client.OpenSessionAsync(cancellationToken: Token));
        await using (var dropped = await client.OpenSessionAsync(cancellationToken: Token))
        {
            await Assert.ThrowsAsync<MimiIOException>(() => StopAsync(dropped));
        }

        for (int i = 0; i < 2; i++)
        {
            await using var session = await client.OpenSessionAsync(cancellationToken: Token);
            Assert.Equal("ok", Assert.Single(await StopAsync(session)).Text);
        }

        await mimi.CompleteAsync(Token);
        Assert.Equal((3, 5), (mimi.Sessions.Count, mimi.Requests.Count));
    }

    [Fact]
    public async Task Post_IsAnsweredInItsFormat_AndRetriedAsItShould()
    {
        await using var mimi = new ScriptedMimi();
        mimi.OnPost(HttpStatusCode.ServiceUnavailable, retryAfter: TimeSpan.Zero).OnPostFinal("こんにちは。");
        var client = new NictAsrV2Client(mimi.Engine, null);

        NictAsrV2Result result = await client.RecognizeAsync(new byte[3_200], new() { Retry = new() { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } }, Token);

        Assert.Equal("こんにちは。", result.Text);
        Assert.Equal([3_200, 3_200], mimi.Requests.Select(static request => request.Body.Length));
        await mimi.CompleteAsync(Token);
    }

    [Fact]
    public async Task Wait_FollowsTheClockGiven()
    {
        var clock = new ManualTimeProvider();
        await using var mimi = new ScriptedMimi(clock);
        mimi.OnSession(static script => script.Wait(TimeSpan.FromHours(1)).SendFinal("late"));
        await using var session = await new NictAsrV2Client(mimi.Engine, null).OpenSessionAsync(cancellationToken: Token);
        Task<List<NictAsrV2Result>> reading = StopAsync(session);
        await clock.WaitForTimersAsync(1, Token);
        Assert.False(reading.IsCompleted);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("late", Assert.Single(await reading).Text);
    }

    [Fact]
    public async Task StopReading_MakesTheClientWait()
    {
        await using var mimi = new ScriptedMimi();
        var resume = new TaskCompletionSource();
        mimi.OnSession(script => script.StopReading().Do((_, token) => resume.Task.WaitAsync(token)).ResumeReading().WaitForBreak().SendFinal("a"));
        await using var session = await new NictAsrV2Client(mimi.Engine, null).OpenSessionAsync(cancellationToken: Token);
        int taken = 0;
        while (session.TrySendBinary(new byte[3_200]) || await MayStillTakeAsync(session))
        {
            taken += 3_200;
        }

        Assert.InRange(taken, 64_000, 1_000_000);
        resume.SetResult();
        await StopAsync(session);
        Assert.Equal(taken, mimi.Sessions[0].AudioBytes);
    }

    [Fact]
    public async Task Script_ThatFails_IsSeenByTheTest()
    {
        var mimi = new ScriptedMimi();
        mimi.OnSession(static script => script.Do(static (_, _) => throw new InvalidOperationException("boom")));
        await using var session = await new NictAsrV2Client(mimi.Engine, null).OpenSessionAsync(cancellationToken: Token);
        await Assert.ThrowsAsync<MimiIOException>(() => StopAsync(session));

        var e = await Assert.ThrowsAsync<ScriptException>(async () => await mimi.DisposeAsync());

        Assert.Contains("Session 1, step 1", e.Message, StringComparison.Ordinal);
        Assert.Contains("boom", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asr", "no partial results")]
    [InlineData("v1", "format v1")]
    public async Task Script_ResultThatTheServiceDoesNotSend_Fails(string service, string part)
    {
        await using var mimi = new ScriptedMimi();
        mimi.OnSession(static script => script.SendPartial("a"));
        await using IAsyncDisposable session = service == "asr"
            ? await new MimiAsrClient(mimi.Engine, null).OpenSessionAsync(cancellationToken: Token)
            : await new NictAsrV1Client(mimi.Engine, null).OpenSessionAsync(cancellationToken: Token);

        var e = await Assert.ThrowsAsync<ScriptException>(() => mimi.CompleteAsync(Token));

        Assert.Contains(part, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_WithoutAScript_FailsTheTest()
    {
        await using var mimi = new ScriptedMimi();
        await Assert.ThrowsAsync<MimiIOException>(() => new NictAsrV2Client(mimi.Engine, null).OpenSessionAsync(cancellationToken: Token));

        var e = await Assert.ThrowsAsync<ScriptException>(() => mimi.WaitForSessionAsync(1, Token));

        Assert.Contains("no script is left", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_LeavesEarly_IsToldToWhoWaits()
    {
        await using var mimi = new ScriptedMimi();
        mimi.OnSession(static script => script.WaitForBreak().SendFinal("a"));
        var session = await new NictAsrV2Client(mimi.Engine, null).OpenSessionAsync(cancellationToken: Token);
        ScriptedSession played = await mimi.WaitForSessionAsync(1, Token);
        await session.SendBinaryAsync(new byte[3_200], Token);
        await played.WaitForAudioAsync(3_200, Token);
        await session.DisposeAsync();

        await played.WaitForClientToLeaveAsync(Token);
        var waiting = await Assert.ThrowsAsync<ScriptException>(() => played.WaitForAudioAsync(6_400, Token));
        var completing = await Assert.ThrowsAsync<ScriptException>(() => mimi.CompleteAsync(Token));

        Assert.Contains("after 3200 bytes", waiting.Message, StringComparison.Ordinal);
        Assert.Contains("step 1 (wait for recog-break)", completing.Message, StringComparison.Ordinal);
    }

    private static MimiNetworkEngine Create(string name, ScriptedMimi mimi) => name switch
    {
        "own" => mimi.Engine,
        "http" => new HttpNetworkEngine(mimi.CreateHandler()),
        "clientwebsocket" => new ClientWebSocketNetworkEngine(mimi.CreateHandler()),
        "clientwebsocket-query" => new ClientWebSocketNetworkEngine(mimi.CreateHandler()) { HeadersAsQuery = true },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>Tells whether the buffer takes more after all: the writer may be at work.</summary>
    private static async Task<bool> MayStillTakeAsync(MimiRecognitionSession<NictAsrV2Result> session)
    {
        for (int i = 0; i < 1_000; i++)
        {
            await Task.Yield();
            if (session.TrySendBinary(new byte[3_200]))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<List<T>> StopAsync<T>(MimiRecognitionSession<T> session)
    {
        List<T> results = [];
        await session.StopRecognitionAsync(Token);
        await foreach (T result in session.ReceiveAllAsync(Token))
        {
            results.Add(result);
        }

        return results;
    }
}
