using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

public sealed class CompleteTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    private readonly ManualTimeProvider _clock = new();
    private readonly SessionServer _server = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Complete_FinalResult_IsCompletedWithAllThatWasHeard()
    {
        await using var session = await OpenAsync(_server.Engine);
        await session.SendBinaryAsync(new byte[32_000], Token);

        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
        (_, string command) = await _server.ReceiveUntilTextAsync();
        await _server.SendAsync(Results.Temporary(700));
        await _server.SendAsync(Results.Final);
        await _server.CloseAsync(1000);

        var completed = Assert.IsType<MimiCompleted<MimiAsrResult>>(await completing.WaitAsync(Token));
        Assert.Equal("""{"command":"recog-break"}""", command);
        Assert.Equal("猫である", completed.Final.Text);
        Assert.Same(completed.Final, Assert.Single(completed.Heard));
        Assert.Equal(TimeSpan.Zero, completed.UnansweredAudio);
    }

    [Fact]
    public async Task Complete_TheReaderBlocksForIt_Completes()
    {
        var completed = new TaskCompletionSource<MimiCompletion<MimiAsrResult>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var session = await OpenAsync(_server.Engine);
        Task reading = ReadAsync();
        await _server.SendAsync(Results.Temporary(700));
        await _server.ReceiveUntilTextAsync();
        await _server.SendAsync(Results.Final);
        await _server.CloseAsync(1000);

        Assert.IsType<MimiCompleted<MimiAsrResult>>(await completed.Task.WaitAsync(Token));
        await reading.WaitAsync(Token);

        async Task ReadAsync()
        {
            await foreach (MimiAsrResult _ in session.ReceiveAllAsync(Token).ConfigureAwait(false))
            {
                Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
                completing.Wait(Token);
                completed.TrySetResult(await completing);
            }
        }
    }

    [Fact]
    public async Task Complete_ResultsStayForTheReader()
    {
        await using var session = await OpenAsync(_server.Engine);
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
        await _server.SendAsync(Results.Temporary(1));
        await _server.SendAsync(Results.Final);
        await _server.CloseAsync(1000);
        await completing.WaitAsync(Token);

        List<MimiAsrResult> read = await ReadAsync(session);

        Assert.Equal(["1", "猫である"], read.Select(static result => result.Text));
    }

    [Fact]
    public async Task Complete_DeadlinePasses_TellsWhatWasHeardAndDisconnects()
    {
        await using var session = await OpenAsync(_server.Engine);
        await session.SendThroughAsync(new byte[32_000 - 2]);
        await _server.SendAsync(Results.Temporary(250));
        await SessionWaits.UntilAsync(() => session.Health.AudioAnswered > TimeSpan.Zero);
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
        await _server.ReceiveUntilTextAsync();
        Assert.False(completing.IsCompleted);

        _clock.Advance(Deadline);

        var timedOut = Assert.IsType<MimiTimedOut<MimiAsrResult>>(await completing.WaitAsync(Token));
        Assert.Equal("250", Assert.Single(timedOut.Heard).Text);
        Assert.Equal(TimeSpan.FromMilliseconds(750), timedOut.UnansweredAudio);
        Assert.Null(await _server.ReceiveAsync());
    }

    [Fact]
    public async Task Complete_DeadlinePassesAfterTheFinalResult_IsStillCompleted()
    {
        await using var session = await OpenAsync(_server.Engine);
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
        await using var results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);
        await _server.SendAsync(Results.Final); // And no close.
        Assert.True(await results.MoveNextAsync());

        _clock.Advance(Deadline);

        Assert.IsType<MimiCompleted<MimiAsrResult>>(await completing.WaitAsync(Token));
        Assert.False(await results.MoveNextAsync());
    }

    [Fact]
    public async Task Complete_ServerClosesWithAnError_IsFailedWithTheCause()
    {
        await using var session = await OpenAsync(_server.Engine);
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
        await _server.CloseAsync(1011, "だめ");

        var failed = Assert.IsType<MimiFailed<MimiAsrResult>>(await completing.WaitAsync(Token));

        Assert.Equal(1011, (int)Assert.IsType<MimiServiceException>(failed.Cause).CloseStatus!);
    }

    [Fact]
    public async Task Complete_AfterCancel_IsFailedAndSaysSo()
    {
        await using var session = await OpenAsync(_server.Engine);
        session.Cancel();

        var failed = Assert.IsType<MimiFailed<MimiAsrResult>>(await session.CompleteAsync(Deadline, Token).WaitAsync(Token));

        Assert.Contains("this side", failed.Cause.Message, StringComparison.Ordinal);
        Assert.Equal("cancelled", MimiErrorCatalog.Find(failed.Cause)?.Id);
        Assert.False(failed.Cause.IsTransient);
    }

    [Fact]
    public async Task Complete_Token_DisconnectsAndThrows()
    {
        await using var session = await OpenAsync(_server.Engine);
        using var source = new CancellationTokenSource();
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, source.Token);

        await source.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completing.WaitAsync(Token));
        Assert.Equal(source.Token, e.CancellationToken);
        while (await _server.ReceiveAsync() is not null)
        {
        }
    }

    [Fact]
    public async Task Complete_TwiceWithDeadlinesOfTheirOwn_TheFirstDecides()
    {
        await using var session = await OpenAsync(_server.Engine);
        Task<MimiCompletion<MimiAsrResult>> later = session.CompleteAsync(2 * Deadline, Token);
        Task<MimiCompletion<MimiAsrResult>> first = session.CompleteAsync(Deadline, Token);

        _clock.Advance(Deadline);

        Assert.IsType<MimiTimedOut<MimiAsrResult>>(await first.WaitAsync(Token));
        Assert.IsType<MimiTimedOut<MimiAsrResult>>(await later.WaitAsync(Token));
        Assert.IsType<MimiTimedOut<MimiAsrResult>>(await session.CompleteAsync(Deadline, Token).WaitAsync(Token));
    }

    [Fact]
    public async Task Complete_WhileConnecting_TheOpeningCounts()
    {
        var never = new TaskCompletionSource();
        _server.Engine.BeforeConnect = (_, token) => never.Task.WaitAsync(token);
        await using var session = Client(_server.Engine).StartSession(Options());
        await session.SendBinaryAsync(new byte[3_200], Token);
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);

        _clock.Advance(Deadline);

        var timedOut = Assert.IsType<MimiTimedOut<MimiAsrResult>>(await completing.WaitAsync(Token));
        Assert.Equal(TimeSpan.FromMilliseconds(100), timedOut.UnansweredAudio);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.Opened.WaitAsync(Token));
    }

    [Fact]
    public async Task Complete_TokenIsCancelledAlready_DisconnectsAndThrows()
    {
        await using var session = await OpenAsync(_server.Engine);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.CompleteAsync(Deadline, new CancellationToken(canceled: true)));

        Assert.False(session.IsActive);
        Assert.Null(await _server.ReceiveAsync()); // It has gone, without an end marker.
    }

    [Fact]
    public async Task Cancel_WhileConnecting_IsNoFailure()
    {
        var never = new TaskCompletionSource();
        _server.Engine.BeforeConnect = (_, token) => never.Task.WaitAsync(token);
        await using var session = Client(_server.Engine).StartSession(Options());

        session.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.Opened.WaitAsync(Token));
        Assert.Empty(await ReadAsync(session));
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.SendBinaryAsync(new byte[2], Token).AsTask());
        Assert.Equal("cancelled", Assert.IsType<MimiFailed<MimiAsrResult>>(await session.CompleteAsync(Deadline, Token)).Cause.EntryId);
    }

    [Fact]
    public async Task Complete_AudioWasDropped_IsNotUnanswered()
    {
        var never = new TaskCompletionSource();
        _server.Engine.BeforeConnect = (_, token) => never.Task.WaitAsync(token);
        await using var session = Client(_server.Engine).StartSession(new() { Session = new() { TimeProvider = _clock, SendBufferBytes = 3_200, Overload = MimiOverload.DropOldest } });
        await session.SendBinaryAsync(new byte[3_200], Token);
        await session.SendBinaryAsync(new byte[1_600], Token);
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);

        _clock.Advance(Deadline);

        Assert.Equal(TimeSpan.FromMilliseconds(100), (await completing.WaitAsync(Token)).UnansweredAudio);
        Assert.Equal(TimeSpan.FromMilliseconds(150), session.Health.AudioTaken);
    }

    [Fact]
    public async Task Complete_WhileConnecting_AudioAndStopGoOutBehindTheOpening()
    {
        var accept = new TaskCompletionSource();
        _server.Engine.BeforeConnect = (_, token) => accept.Task.WaitAsync(token);
        await using var session = Client(_server.Engine).StartSession(Options());
        await session.SendBinaryAsync(new byte[3_200], Token);
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);

        accept.SetResult();

        (List<byte[]> audio, _) = await _server.ReceiveUntilTextAsync();
        Assert.Equal(3_200, audio.Sum(static frame => frame.Length));
        await _server.SendAsync(Results.Final);
        await _server.CloseAsync(1000);
        Assert.IsType<MimiCompleted<MimiAsrResult>>(await completing.WaitAsync(Token));
    }

    [Fact]
    public async Task Complete_OpeningFails_IsFailedWithTheCause()
    {
        _server.Engine.BeforeConnect = static (_, _) => throw new MimiIOException("Nobody listens.");
        await using var session = Client(_server.Engine).StartSession(Options());

        var failed = Assert.IsType<MimiFailed<MimiAsrResult>>(await session.CompleteAsync(Deadline, Token).WaitAsync(Token));

        Assert.Equal("Nobody listens.", failed.Cause.Message);
    }

    [Fact]
    public async Task Complete_FromTheReceiveLoop_ReturnsAndTheLoopGoesOn()
    {
        await using var session = await OpenAsync(_server.Engine);
        await _server.SendAsync(Results.Temporary(1));
        List<MimiCompletion<MimiAsrResult>> completions = [];
        List<string> texts = [];

        await foreach (MimiAsrResult result in session.ReceiveAllAsync(Token))
        {
            texts.Add(result.Text);
            if (!result.IsFinal)
            {
                Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
                await _server.ReceiveUntilTextAsync();
                await _server.SendAsync(Results.Final);
                await _server.CloseAsync(1000);
                completions.Add(await completing.WaitAsync(Token));
            }
        }

        Assert.IsType<MimiCompleted<MimiAsrResult>>(Assert.Single(completions));
        Assert.Equal(["1", "猫である"], texts);
    }

    [Fact]
    public async Task Complete_SendsInLine_KeepTheirPlaceBeforeTheStop()
    {
        var socket = new StallingWebSocket();
        await using var session = await OpenAsync(socket.AsEngine(), new() { SendBufferBytes = 3_200, TimeProvider = _clock });
        await session.SendBinaryAsync(new byte[3_200], Token);
        await socket.Stalled.WaitAsync(Token);
        await session.SendBinaryAsync(new byte[3_200], Token);
        Task inLine = session.SendBinaryAsync(new byte[3_200], Token).AsTask();
        Assert.False(inLine.IsCompleted);

        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
        socket.LetGo(4);
        await inLine.WaitAsync(Token);
        await SessionWaits.UntilAsync(() => Count(socket) == 4);

        Assert.Equal([3_200, 3_200, 3_200, 25], socket.Sent.Select(static sent => sent.Bytes.Length));
        _clock.Advance(Deadline);
        Assert.IsType<MimiTimedOut<MimiAsrResult>>(await completing.WaitAsync(Token));
    }

    [Fact]
    public async Task Complete_BufferFullOfUnreadResults_TheFinalOneHasItsPlace()
    {
        await using var session = await OpenAsync(_server.Engine, new() { ResultBufferCapacity = 1, TimeProvider = _clock });
        await _server.SendAsync("""{"type":"asr#mimilvcsr","session_id":"s-1","status":"recog-new","response":[]}""");
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
        await _server.SendAsync(Results.Final);
        await _server.CloseAsync(1000);

        var completed = Assert.IsType<MimiCompleted<MimiAsrResult>>(await completing.WaitAsync(Token));

        Assert.Equal(2, completed.Heard.Count);
        Assert.Equal(2, (await ReadAsync(session)).Count);
    }

    [Fact]
    public async Task Complete_BufferOverflows_EndsWithTheCause()
    {
        await using var session = await OpenAsync(_server.Engine, new() { ResultBufferCapacity = 1, TimeProvider = _clock });
        Task<MimiCompletion<MimiAsrResult>> completing = session.CompleteAsync(Deadline, Token);
        for (int i = 0; i < 3; i++)
        {
            await _server.SendAsync("""{"type":"asr#mimilvcsr","session_id":"s-1","status":"recog-new","response":[]}""");
        }

        var failed = Assert.IsType<MimiFailed<MimiAsrResult>>(await completing.WaitAsync(Token));

        Assert.IsType<MimiResultOverflowException>(failed.Cause);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(86_401)]
    public async Task Complete_DeadlineOutOfRange_IsRefusedAndChangesNothing(int seconds)
    {
        await using var session = await OpenAsync(_server.Engine);

        var e = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => session.CompleteAsync(TimeSpan.FromSeconds(seconds), Token));

        Assert.Equal("deadline", e.ParamName);
        Assert.True(session.IsActive);
    }

    private static int Count(StallingWebSocket socket)
    {
        lock (socket.Sent)
        {
            return socket.Sent.Count;
        }
    }

    private static MimiAsrClient Client(MimiNetworkEngine engine) => new(engine, null, TestSessions.Address);

    private static async Task<List<MimiAsrResult>> ReadAsync(MimiRecognitionSession<MimiAsrResult> session)
    {
        List<MimiAsrResult> results = [];
        await foreach (MimiAsrResult result in session.ReceiveAllAsync(Token))
        {
            results.Add(result);
        }

        return results;
    }

    private MimiAsrOptions Options() => new() { Session = new() { TimeProvider = _clock } };

    private Task<MimiRecognitionSession<MimiAsrResult>> OpenAsync(MimiNetworkEngine engine, MimiSessionOptions? options = null) =>
        Client(engine).OpenSessionAsync(options is null ? Options() : new() { Session = options }, Token);
}
