using Mimi.Client.Sessions;
using Mimi.Client.Testing;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Which chunks come back to back, and when they have ceased to flow.</summary>
public sealed class WriterPaceTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly WriterPace _pace;

    public WriterPaceTests() => _pace = new(_time);

    [Theory]
    [InlineData(10, 5, true)]
    [InlineData(10, 6, false)] // As with an answer that a near server sends at once.
    [InlineData(1_000, 500, true)] // As on a slow machine.
    [InlineData(1_000, 501, false)]
    public void TryWork_ByWhatTheLastWriteTook_TellsChunksThatComeBackToBack(int write, int pause, bool isBackToBack)
    {
        WriteFor(TimeSpan.FromMicroseconds(write));
        _time.Advance(TimeSpan.FromMicroseconds(pause));

        Assert.Equal(!isBackToBack, _pace.TryWork());
        Assert.Equal(isBackToBack, _pace.IsWaiting);
    }

    [Fact]
    public void TryWork_PoolWasLate_ItsTimeIsNotTheWritersWork()
    {
        _pace.Wait();
        _pace.Call();
        _time.Advance(TimeSpan.FromMilliseconds(500));
        _pace.Come();
        _time.Advance(TimeSpan.FromMicroseconds(10));
        _pace.Wait();
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.True(_pace.TryWork());
    }

    [Fact]
    public void TryWork_WriterAtWork_LeavesItToTheWriter()
    {
        _pace.Wait();
        _pace.Call();

        Assert.False(_pace.TryWork());
    }

    [Fact]
    public void TryWork_FirstChunkAfterTheOpening_IsWrittenHere()
    {
        _time.Advance(TimeSpan.FromSeconds(1)); // It took a while.
        _pace.Wait();
        _time.Advance(TimeSpan.FromMicroseconds(1));

        Assert.True(_pace.TryWork());
    }

    [Theory]
    [InlineData(49, false)]
    [InlineData(50, true)]
    public void IsAtRest_AfterAWaitOfFiftyMilliseconds(int milliseconds, bool isAtRest)
    {
        _pace.Wait();
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        _pace.Call();

        Assert.Equal(isAtRest, _pace.IsAtRest);
    }

    private void WriteFor(TimeSpan time)
    {
        _pace.Wait();
        _pace.Call();
        _pace.Come();
        _time.Advance(time);
        _pace.Wait();
    }
}
