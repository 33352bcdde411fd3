using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

public sealed class ReceiveTests
{
    private static readonly MessageDecoder<string> NoFinal = new(static message => Encoding.UTF8.GetString(message));

    private readonly SessionServer _server = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Receive_Results_ComeInOrderUpToTheClose()
    {
        await using var session = await OpenAsync();
        await _server.SendAsync("~一");
        await _server.SendAsync("二");
        await _server.SendAsync(".三");
        await _server.CloseAsync(1000);

        Assert.Equal(["~一", "二", ".三"], await session.ReadAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, session.CloseStatus);
        Assert.Equal(WebSocketMessageType.Close, (await _server.ReceiveAsync())?.Type); // The close is answered.
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(1011)]
    [InlineData(4003)]
    [InlineData(1005)]
    public async Task Receive_AnyCloseAfterTheFinal_IsANormalEnd(int code)
    {
        await using var session = await OpenAsync();
        await _server.SendAsync(".");
        await _server.CloseAsync(code, code == 1005 ? null : "理由");

        Assert.Equal(["."], await session.ReadAsync());
        Assert.Equal(code, (int?)session.CloseStatus);
        Assert.Equal(code == 1005 ? null : "理由", session.CloseDescription is "" ? null : session.CloseDescription);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1005)]
    [InlineData(1011)]
    [InlineData(4003)]
    public async Task Receive_CloseBeforeTheFinal_ThrowsWithCodeAndReasonAfterTheResults(int code)
    {
        await using var session = await OpenAsync();
        await _server.SendAsync("二");
        await _server.CloseAsync(code, code == 1005 ? null : "もうだめ");
        await using var results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);

        Assert.True(await results.MoveNextAsync());
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => results.MoveNextAsync().AsTask());

        Assert.Equal(code, (int?)e.CloseStatus);
        Assert.Equal(code == 1005 ? null : "もうだめ", e.Detail is "" ? null : e.Detail);
        Assert.DoesNotContain("もうだめ", e.Message, StringComparison.Ordinal);
        Assert.Equal(code != 1000, e.IsTransient); // Only an end that looks wanted is not worth another try.
    }

    [Fact]
    public async Task Receive_CloseBeforeTheFinal_TellsTheSessionId()
    {
        var decoder = new MessageDecoder<string>(static message => Encoding.UTF8.GetString(message), static _ => MimiResultKind.Partial, static text => text);
        await using var session = await TestSessions.OpenAsync(_server.Engine, decoder: decoder);
        await _server.SendAsync("id-1");
        await _server.CloseAsync(1000);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => session.ReadAsync());

        Assert.Equal("id-1", e.SessionId);
        Assert.Equal("id-1", session.SessionId);
    }

    [Fact]
    public async Task Receive_DropBeforeTheFinal_ThrowsIOException()
    {
        await using var session = await OpenAsync();
        await _server.SendAsync("二");
        _server.Drop();

        var e = await Assert.ThrowsAsync<MimiIOException>(() => session.ReadAsync());

        Assert.True(e.IsTransient);
        Assert.Null(session.CloseStatus);
    }

    [Fact]
    public async Task Receive_DropAfterTheFinal_IsANormalEnd()
    {
        await using var session = await OpenAsync();
        await _server.SendAsync(".");
        _server.Drop();

        Assert.Equal(["."], await session.ReadAsync());
        Assert.Null(session.CloseStatus);
    }

    [Fact]
    public async Task Receive_NoCloseAfterTheFinal_EndsAfterTheCloseTimeout()
    {
        var clock = new ManualTimeProvider();
        await using var session = await OpenAsync(new() { TimeProvider = clock, CloseTimeout = TimeSpan.FromSeconds(3) });
        Task<List<string>> reading = session.ReadAsync();
        await _server.SendAsync(".");

        await clock.WaitForTimersAsync(1, Token);
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(reading.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(["."], await reading);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    [InlineData(1005, false)]
    public async Task Receive_DecoderWithoutFinal_EndsNormallyOn1000Only(int code, bool isNormal)
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine, decoder: NoFinal);
        await _server.SendAsync("結果");
        await _server.CloseAsync(code);

        Exception? e = await Record.ExceptionAsync(async () => Assert.Equal(["結果"], await session.ReadAsync()));

        Assert.Equal(isNormal, e is null);
        Assert.True(isNormal || e is MimiServiceException { CloseStatus: { } status } && (int)status == code);
    }

    [Fact]
    public async Task Receive_FragmentedMessageCutWithinACharacter_IsReadWhole()
    {
        await using var session = await OpenAsync();
        byte[] text = Encoding.UTF8.GetBytes(".日本語😀");
        for (int i = 0; i < text.Length; i++)
        {
            await _server.SendAsync([text[i]], WebSocketMessageType.Text, endOfMessage: i == text.Length - 1);
        }

        await _server.CloseAsync(1000);

        Assert.Equal([".日本語😀"], await session.ReadAsync());
    }

    [Fact]
    public async Task Receive_MessageOfTheLimit_IsRead()
    {
        await using var session = await OpenAsync(new() { MaxMessageBytes = 10_000 });
        await _server.SendAsync("." + new string('x', 9_999));
        await _server.CloseAsync(1000);

        Assert.Equal(10_000, Assert.Single(await session.ReadAsync()).Length);
    }

    [Fact]
    public async Task Receive_MessageOverTheLimit_ThrowsAndDisconnects()
    {
        await using var session = await OpenAsync(new() { MaxMessageBytes = 10_000 });
        await _server.SendAsync("." + new string('x', 10_000));

        var e = await Assert.ThrowsAsync<MimiSerializationException>(() => session.ReadAsync());

        Assert.Contains("10000", e.Message, StringComparison.Ordinal);
        Assert.Null(await _server.ReceiveAsync());
    }

    [Fact]
    public async Task Receive_BinaryMessage_Throws()
    {
        await using var session = await OpenAsync();
        await _server.SendAsync([1, 2, 3], WebSocketMessageType.Binary);

        var e = await Assert.ThrowsAsync<MimiSerializationException>(() => session.ReadAsync());

        Assert.Contains("binary", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'.', 0xE3, 0x81 })] // Cut within a character.
    [InlineData(new byte[] { (byte)'.', 0xC0, 0x80 })] // Overlong.
    [InlineData(new byte[] { (byte)'.', 0xED, 0xA0, 0x80 })] // A surrogate.
    public async Task Receive_InvalidUtf8_Throws(byte[] message)
    {
        await using var session = await TestSessions.OpenAsync(new RawEngine(message));

        var e = await Assert.ThrowsAsync<MimiSerializationException>(() => session.ReadAsync());

        Assert.Contains("UTF-8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_DecoderFails_ThrowsWithTheFailureInside()
    {
        await using var session = await TestSessions.OpenAsync(_server.Engine, decoder: new(static _ => throw new NotSupportedException("decoder")));
        await _server.SendAsync("秘密");

        var e = await Assert.ThrowsAsync<MimiSerializationException>(() => session.ReadAsync());

        Assert.IsType<NotSupportedException>(e.InnerException);
        Assert.DoesNotContain("秘密", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_Twice_Throws()
    {
        await using var session = await OpenAsync();
        await using var first = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);

        Assert.Throws<InvalidOperationException>(() => session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token));
        Assert.True(session.IsActive); // The first one is not disturbed.
    }

    [Fact]
    public async Task Receive_LeavingTheLoop_Disconnects()
    {
        await using var session = await OpenAsync();
        await _server.SendAsync("一");

        await foreach (string _ in session.ReceiveAllAsync(Token))
        {
            break;
        }

        Assert.False(session.IsActive);
        Assert.Null(await _server.ReceiveAsync()); // Dropped, not closed.
    }

    [Fact]
    public async Task Receive_DisposingTheEnumeratorUnused_Disconnects()
    {
        await using var session = await OpenAsync();

        await session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token).DisposeAsync();

        Assert.False(session.IsActive);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_Cancelled_ThrowsAndDisconnects(bool viaLoop)
    {
        await using var session = await OpenAsync();
        using var cts = new CancellationTokenSource();
        await using var results = session.ReceiveAllAsync(viaLoop ? default : cts.Token).GetAsyncEnumerator(viaLoop ? cts.Token : default);
        Task<bool> next = results.MoveNextAsync().AsTask();

        await cts.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Token));
        Assert.Equal(cts.Token, e.CancellationToken);
        Assert.False(session.IsActive);
        Assert.Null(await _server.ReceiveAsync());
    }

    [Fact]
    public async Task Receive_NobodyReads_ControlFramesAndCloseAreHandled()
    {
        await using var session = await OpenAsync();
        for (int i = 0; i < 5_000; i++)
        {
            await _server.SendAsync($"~{i}"); // Far more than the connection holds: somebody must read it.
        }

        await _server.SendAsync(".");
        await _server.CloseAsync(1000);

        Assert.Equal(WebSocketMessageType.Close, (await _server.ReceiveAsync())?.Type);
        Assert.False(session.IsActive);
    }

    [Fact]
    public async Task Receive_BufferFull_TheOldestTemporariesGoAndAreCounted()
    {
        await using var session = await OpenAsync(new() { ResultBufferCapacity = 4 });
        foreach (string result in new[] { "~1", "二", "~3", "~4", "五", "~6", "." })
        {
            await _server.SendAsync(result);
        }

        await _server.CloseAsync(1000);
        await _server.ReceiveAsync();

        Assert.Equal(["二", "五", "~6", "."], await session.ReadAsync());
        Assert.Equal(3, session.DroppedResults);
    }

    [Fact]
    public async Task Receive_BufferFullOfDetermined_ATemporaryOneGives()
    {
        await using var session = await OpenAsync(new() { ResultBufferCapacity = 2 });
        await _server.SendAsync("一");
        await _server.SendAsync("二");
        await _server.SendAsync("~3");
        await _server.CloseAsync(1000);
        await _server.ReceiveAsync();

        List<string> read = [];
        await Assert.ThrowsAsync<MimiServiceException>(async () =>
        {
            await foreach (string result in session.ReceiveAllAsync(Token))
            {
                read.Add(result);
            }
        });
        Assert.Equal(["一", "二"], read);
        Assert.Equal(1, session.DroppedResults);
    }

    [Fact]
    public async Task Receive_BufferFullOfDetermined_OneMoreFailsTheSessionAfterTheOthersWereRead()
    {
        await using var session = await OpenAsync(new() { ResultBufferCapacity = 2 });
        await _server.SendAsync("一");
        await _server.SendAsync("二");
        await _server.SendAsync("三");
        Assert.Null(await _server.ReceiveAsync());
        await using var results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);

        Assert.True(await results.MoveNextAsync());
        Assert.True(await results.MoveNextAsync());
        var e = await Assert.ThrowsAsync<MimiResultOverflowException>(() => results.MoveNextAsync().AsTask());

        Assert.Equal(2, e.Capacity);
        Assert.NotNull(e.Advice);
    }

    [Fact]
    public async Task Receive_MoreThanFitsBehindTheFinalResult_IsNotLostInSilence()
    {
        await using var session = await OpenAsync(new() { ResultBufferCapacity = 1 });
        await _server.SendAsync(".");
        await _server.SendAsync("more");
        await _server.ReceiveAsync(); // The session has failed, and dropped the connection.
        await using IAsyncEnumerator<string> results = session.ReceiveAllAsync(Token).GetAsyncEnumerator(Token);

        Assert.True(await results.MoveNextAsync());
        await Assert.ThrowsAsync<MimiResultOverflowException>(() => results.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task Receive_SlowReader_GetsEverythingDetermined()
    {
        await using var session = await OpenAsync(new() { ResultBufferCapacity = 2_000 });
        for (int i = 0; i < 1_000; i++)
        {
            await _server.SendAsync($"{i}");
            await _server.SendAsync($"~{i}");
        }

        await _server.SendAsync(".");
        await _server.CloseAsync(1000);
        await _server.ReceiveAsync();

        List<string> results = await session.ReadAsync();
        Assert.Equal([.. Enumerable.Range(0, 1_000).Select(static i => $"{i}"), "."], results.Where(static result => result[0] != '~'));
    }

    private Task<MimiServiceSession<string>> OpenAsync(MimiSessionOptions? options = null) => TestSessions.OpenAsync(_server.Engine, options);
}
