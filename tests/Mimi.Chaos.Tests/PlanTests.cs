namespace Mimi.Chaos.Tests;

public sealed class PlanTests
{
    [Fact]
    public void Parse_Text_ReadsEveryPartOfAFault()
    {
        ChaosFault fault = ChaosFault.Parse("close:4003@2messages#7");

        Assert.Equal(new ChaosFault(ChaosFaultKind.Close) { CloseCode = 4_003, AfterMessages = 2, Connection = 7 }, fault);
        Assert.Equal(new ChaosFault(ChaosFaultKind.Http) { StatusCode = 429, RetryAfter = TimeSpan.FromSeconds(2) }, ChaosFault.Parse("http:429:2s"));
        Assert.Equal(new ChaosFault(ChaosFaultKind.Stall) { Direction = ChaosDirection.ToServer, Duration = TimeSpan.FromMilliseconds(500), After = TimeSpan.FromSeconds(1.5) }, ChaosFault.Parse("stall:up:500ms@1.5s"));
        Assert.Equal(new ChaosFault(ChaosFaultKind.HalfOpen) { AfterBytes = 32_000 }, ChaosFault.Parse(" half-open @ 32000bytes "));
        Assert.Equal(new ChaosFault(ChaosFaultKind.SlowRead) { BytesPerSecond = 100 }, ChaosFault.Parse("slowread:100"));
    }

    [Theory]
    [InlineData("reset@32000bytes#1,http:503:1000ms#2,delay:down:50ms,late")]
    [InlineData("seed=-4;rate=0.25;faults=halfopen@500ms,close:1001")]
    public void ToString_IsReadAgainAsTheSamePlan(string text)
    {
        string written = ChaosPlan.Parse(text).ToString();

        Assert.Equal(written, ChaosPlan.Parse(written).ToString());
        Assert.Contains(text.Split(';')[^1], written, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Json_SaysTheSameAsText()
    {
        var json = ChaosPlan.Parse("""
            {
              "seed": 1, "rate": 0.5, // half of them
              "faults": ["reset@32000bytes", { "fault": "close:4003", "at": "2messages", "connection": 1 }],
            }
            """);

        Assert.Equal(ChaosPlan.Parse("seed=1;rate=0.5;faults=reset@32000bytes,close:4003@2messages#1").ToString(), json.ToString());
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("explode", "'explode' is no fault")]
    [InlineData("reset@soon", "'soon'")]
    [InlineData("close:99", "1000 to 4999")]
    [InlineData("http:200", "400 to 599")]
    [InlineData("http:503@2messages", "takes no place")]
    [InlineData("reset:5", "takes no ':5'")]
    [InlineData("delay:200", "'200' is no time")]
    [InlineData("reset#0", "from 1")]
    [InlineData("speed=1;faults=reset", "'speed' means nothing")]
    [InlineData("rate=2;faults=reset", "0 to 1")]
    [InlineData("{ \"faults\": 1 }", "must be a list")]
    [InlineData("{ \"faults\": [{ \"at\": \"1s\" }] }", "no member 'fault'")]
    [InlineData("{ \"fault\": [] }", "'fault' means nothing")]
    [InlineData("{", "no JSON at line 1")]
    public void Parse_Wrong_SaysWhatIsWrong(string text, string part)
    {
        var e = Assert.Throws<FormatException>(() => ChaosPlan.Parse(text));

        Assert.Contains(part, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_OutsideTheirRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChaosFault(ChaosFaultKind.Close) { CloseCode = 5_000 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChaosFault(ChaosFaultKind.Reset) { AfterBytes = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChaosFault(ChaosFaultKind.Reset) { After = TimeSpan.FromDays(2) });
        Assert.Throws<ArgumentOutOfRangeException>(() => ChaosPlan.Random(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChaosPlan.None.FaultsOf(0));
        Assert.Throws<ArgumentException>(() => ChaosPlan.Of([null!]));
    }

    [Fact]
    public void FaultsOf_Explicit_GivesEachConnectionItsOwn()
    {
        ChaosPlan plan = ChaosPlan.Parse("reset#1,drop#2,delay");

        Assert.Equal(["reset#1", "delay"], plan.FaultsOf(1).Select(static fault => fault.ToString()));
        Assert.Equal(["drop#2", "delay"], plan.FaultsOf(2).Select(static fault => fault.ToString()));
        Assert.Equal(["delay"], plan.FaultsOf(3).Select(static fault => fault.ToString()));
    }

    [Fact]
    public void FaultsOf_Random_IsTheSameForTheSameSeedAndKeepsItsRate()
    {
        const int Many = 10_000;
        ChaosPlan plan = ChaosPlan.Random(7, 0.3), same = ChaosPlan.Random(7, 0.3), other = ChaosPlan.Random(8, 0.3);

        string[] drawn = [.. Enumerable.Range(1, Many).Select(connection => string.Join(',', plan.FaultsOf(connection)))];

        Assert.Equal(drawn, Enumerable.Range(1, Many).Select(connection => string.Join(',', same.FaultsOf(connection))));
        Assert.NotEqual(drawn, Enumerable.Range(1, Many).Select(connection => string.Join(',', other.FaultsOf(connection))));
        Assert.InRange(drawn.Count(static faults => faults.Length > 0), 2_700, 3_300);
        Assert.Equal(Enum.GetValues<ChaosFaultKind>(), Enumerable.Range(1, Many).SelectMany(connection => plan.FaultsOf(connection)).Select(static fault => fault.Kind).Distinct().Order());
        Assert.All(Enumerable.Range(1, Many).SelectMany(connection => plan.FaultsOf(connection)), static fault => Assert.True(fault.IsOpening || fault.HasPlace));
    }
}
