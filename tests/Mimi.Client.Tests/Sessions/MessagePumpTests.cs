using System.Text;
using Mimi.Client.Sessions;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Who waits for a message is run before the next one is asked for, and does not keep the reading when it keeps the thread.</summary>
public sealed class MessagePumpTests : IDisposable
{
    private readonly FedWebSocket _socket = new();
    private readonly MessageReceiver _receiver = new(1_000);
    private readonly List<string> _taken = [];
    private bool _isMuch;

    private static CancellationToken Token => TestTimeout.Token;

    public void Dispose()
    {
        _socket.Dispose();
        _receiver.Dispose();
    }

    [Fact]
    public async Task Run_MessageCame_IsHandedOverBeforeTheNextIsAskedFor()
    {
        var askedAtHandOver = new Dictionary<int, int>();
        Task running = Create(() => askedAtHandOver.TryAdd(_taken.Count, _socket.TimesAsked)).RunAsync(_socket, Token);
        foreach (string message in (string[])["一", "二", "三"])
        {
            await _socket.AskedAsync(Token);
            _socket.Feed(message);
        }

        await _socket.AskedAsync(Token);
        _socket.End();
        await running.WaitAsync(Token);

        Assert.Equal(["一", "二", "三"], _taken);
        Assert.All([1, 2, 3], taken => Assert.Equal(taken, askedAtHandOver[taken]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_HandOverKeepsTheThread_ReadingGoesOnElsewhereAndOnlyOnce(bool isReclaimed)
    {
        using var letGo = new ManualResetEventSlim();
        var kept = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        MessagePump pump = Create(Keep);
        Task running = Task.Run(() => pump.RunAsync(_socket, Token));
        await _socket.AskedAsync(Token);
        Assert.False(pump.Reclaim()); // Nothing is lent.

        _socket.Feed("一");
        await kept.Task.WaitAsync(Token);
        Assert.True(pump.IsHeldUp || _socket.TimesAsked > 1);
        if (isReclaimed)
        {
            pump.Reclaim(); // Unless it was already.
            Assert.False(pump.Reclaim());
        }

        await _socket.AskedAsync(Token); // Sooner or later in any case.
        await SessionWaits.UntilAsync(() => !pump.IsHeldUp);
        _socket.Feed("二");
        await _socket.AskedAsync(Token);
        letGo.Set();
        _socket.Feed("三");
        await _socket.AskedAsync(Token);
        _socket.End();
        await running.WaitAsync(Token);

        Assert.Equal(["一", "二", "三"], _taken);
        Assert.False(_socket.WasAskedTwice);
        Assert.False(pump.Reclaim());

        void Keep()
        {
            if (_taken.Count > 0 && kept.TrySetResult())
            {
                letGo.Wait(Token);
            }
        }
    }

    [Theory]
    [InlineData(false, new[] { 3 })]
    [InlineData(true, new[] { 1, 2, 3 })]
    public async Task Run_MessagesWereReadAhead_AreHandedOverTogetherUnlessTheyAreMany(bool isMuch, int[] takenAtHandOver)
    {
        List<int> taken = [];
        _isMuch = isMuch;
        _socket.ReadsAhead = true;
        Array.ForEach(["一", "二", "三"], _socket.Feed);

        Task running = Create(() => taken.Add(_taken.Count)).RunAsync(_socket, Token);
        await SessionWaits.UntilAsync(() => _socket.TimesAsked == 4);
        _socket.End();
        await running.WaitAsync(Token);

        Assert.Equal(takenAtHandOver, taken.Distinct());
    }

    [Fact]
    public async Task Run_TakingFails_FailsAsItDid()
    {
        var pump = new MessagePump(_receiver, static () => throw new MimiSerializationException("その結果は読めない"), static () => { });
        _socket.Feed("?");

        var e = await Assert.ThrowsAsync<MimiSerializationException>(() => pump.RunAsync(_socket, Token));

        Assert.Equal("その結果は読めない", e.Message);
    }

    [Fact]
    public async Task Run_Cancelled_EndsAsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        Task running = Create(static () => { }).RunAsync(_socket, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Token));
    }

    [Fact]
    public async Task Run_KeepsTheContextOfWhoStartedIt()
    {
        var local = new AsyncLocal<string> { Value = "会話" };
        List<string?> seen = [];
        Task running = Create(() => seen.Add(local.Value)).RunAsync(_socket, Token);
        local.Value = "別の会話";
        await _socket.AskedAsync(Token);
        await Task.Run(() => _socket.Feed("一"), Token);
        await _socket.AskedAsync(Token);
        _socket.End();
        await running.WaitAsync(Token);

        Assert.NotEmpty(seen);
        Assert.All(seen, static value => Assert.Equal("会話", value));
    }

    private MessagePump Create(Action handOver) => new(_receiver, Take, handOver);

    private bool Take()
    {
        _taken.Add(Encoding.UTF8.GetString(_receiver.Message));
        return _isMuch;
    }
}
