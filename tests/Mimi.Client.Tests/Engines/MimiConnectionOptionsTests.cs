using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Engines;

public sealed class MimiConnectionOptionsTests
{
    [Fact]
    public void Defaults_NoPingsAndNineSecondsUnacknowledged()
    {
        var options = new MimiConnectionOptions();

        Assert.Equal((null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(9)), (options.PingInterval, options.PingTimeout, options.UnacknowledgedTimeout));
        Assert.Equal(options, new HttpNetworkEngine().Connection);
        Assert.Equal(options, new ClientWebSocketNetworkEngine().Connection);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3_600_000)]
    public void Pings_InRange_AreTaken(int milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        var options = new MimiConnectionOptions { PingInterval = time, PingTimeout = time };

        Assert.Equal((time, time), (options.PingInterval, options.PingTimeout));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(3_600_001)]
    public void Pings_OutOfRange_Throw(int milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => new MimiConnectionOptions { PingInterval = time }).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => new MimiConnectionOptions { PingTimeout = time }).ParamName);
    }

    [Fact]
    public void Unacknowledged_RangeAndOff()
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, new MimiConnectionOptions { UnacknowledgedTimeout = Timeout.InfiniteTimeSpan }.UnacknowledgedTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1), new MimiConnectionOptions { UnacknowledgedTimeout = TimeSpan.FromSeconds(1) }.UnacknowledgedTimeout);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MimiConnectionOptions { UnacknowledgedTimeout = TimeSpan.FromSeconds(0.9) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MimiConnectionOptions { UnacknowledgedTimeout = TimeSpan.FromSeconds(3_601) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MimiConnectionOptions { UnacknowledgedTimeout = TimeSpan.Zero });
    }

    [Fact]
    public void Nothing_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new MimiConnectionOptions { TimeProvider = null! });
        Assert.Throws<ArgumentNullException>(() => new HttpNetworkEngine { Connection = null! });
        Assert.Throws<ArgumentNullException>(() => new ClientWebSocketNetworkEngine { Connection = null! });
    }
}
