using Mimi.Proof.Fuzzing;
using Mimi.Proof.Ledger;

namespace Mimi.Resilience.Tests;

/// <summary>A few hundred of the runs that the command <c>ledger</c> of bench/Mimi.Proof does by the ten thousand.</summary>
public sealed class LedgerTests
{
    /// <summary>Runs that failed once: a final that the server gave by itself was taken for the one that was asked for, and the audio behind it was lost without a gap.</summary>
    [Theory]
    [InlineData(1703)]
    [InlineData(2286)]
    [InlineData(2558)]
    [InlineData(40)] // The gaps of an overload came out of order.
    public async Task RunThatFailedOnce_Passes(long number)
    {
        await using var target = new LedgerTarget();

        FuzzReport report = await new FuzzRun(target, new(Seed: 1, First: number, Cases: 1)).RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(report.Violations);
    }

    /// <summary>Seed 6, run 5500, once in eight plays: one sample that sounds alike in many places came behind audio that nobody can tell of, and was looked for before it.</summary>
    [Fact]
    public void RangeThatMayBeInManyPlaces_BehindAHole_IsWhereItIsSaidToBe()
    {
        (long, long)[] places = [(24, 25), (278, 279), (365, 366), (395, 396)];

        Assert.Equal(365, LedgerMessages.StartBehind(363, places, LedgerAudio.ToTime(365)));
        Assert.Equal(395, LedgerMessages.StartBehind(363, places, LedgerAudio.ToTime(395)));
        Assert.Equal(24, LedgerMessages.StartBehind(400, places, LedgerAudio.ToTime(24))); // Told before: it is a violation, and stays one.
    }

    [Theory]
    [InlineData(7)]
    [InlineData(1)]
    public async Task Sessions_ThroughRandomFaults_AccountForEverySample(long seed)
    {
        await using var target = new LedgerTarget();

        FuzzReport report = await new FuzzRun(target, new(seed, First: 0, Cases: 100) { Workers = 8 }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(report.Violations);
        Assert.True(target.Figures.Get("faults that struck") > 50 && target.Figures.Get("reconnections") > 20, "The faults did not strike.");
        Assert.True(target.Figures.Get("gaps") > 0 && target.Figures.Get("texts") > 50, "There is little to account for.");
    }

    [Fact]
    public async Task Sessions_OverTcpThroughAFaultyProxy_AccountForEverySample()
    {
        await using var target = new LedgerTarget(loopbackPercent: 100);

        FuzzReport report = await new FuzzRun(target, new(Seed: 7, First: 0, Cases: 60) { Workers = 8, CaseDeadline = TimeSpan.FromMinutes(5) }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(report.Violations);
        Assert.Equal(60, target.Figures.Get("runs over TCP"));
        Assert.True(target.Figures.Get("faults on the way") > 10 && target.Figures.Get("texts") > 20, "Little went over the network, or nothing went wrong there.");
    }
}
