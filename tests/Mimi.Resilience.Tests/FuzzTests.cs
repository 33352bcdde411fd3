using Mimi.Proof.Fuzzing;
using Mimi.Proof.Fuzzing.Client;
using Mimi.Proof.Fuzzing.Handshake;
using Mimi.Proof.Fuzzing.Server;

namespace Mimi.Resilience.Tests;

/// <summary>A few seconds of what the command <c>fuzz</c> of bench/Mimi.Proof does by the million, and every case that ever failed.</summary>
public sealed class FuzzTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_AnyServerBytes_EndsAsTheModelSays()
    {
        await using var target = new ClientTarget();

        await PassAsync(target, new(Seed: 7, First: 0, Cases: 3_000));
    }

    [Fact]
    public async Task Server_AnyClientBytes_NeverFails()
    {
        await using FuzzTarget target = await ServerTarget.CreateAsync();

        await PassAsync(target, new(Seed: 7, First: 0, Cases: 1_500));
    }

    [Fact]
    public async Task Handshake_AnyAnswer_FailsAsDocumented()
    {
        await using var target = new HandshakeTarget();

        await PassAsync(target, new(Seed: 7, First: 0, Cases: 500));
    }

    /// <summary>Cases that failed once. What they found is held by a test of its own, too, which does not depend on the dice.</summary>
    /// <param name="number">The number of the case.</param>
    [Theory]
    [InlineData(15)] // A failed write cut off what the server still said.
    [InlineData(43)]
    [InlineData(596)] // An overflow behind the final result was swallowed.
    [InlineData(38046)]
    public async Task Client_CaseThatFailedOnce_Passes(long number)
    {
        await using var target = new ClientTarget();

        await PassAsync(target, new(Seed: 1, First: number, Cases: 1));
    }

    [Fact]
    public async Task Server_CaseThatFailedOnce_Passes()
    {
        await using FuzzTarget target = await ServerTarget.CreateAsync();

        await PassAsync(target, new(Seed: 1, First: 40, Cases: 20)); // Among them an audio type of nothing but semicolons.
    }

    private static async Task PassAsync(FuzzTarget target, FuzzPlan plan)
    {
        FuzzReport report = await new FuzzRun(target, plan).RunAsync(Token);

        Assert.Empty(report.Violations);
        Assert.Equal(plan.Cases, report.Cases);
        Assert.True(plan.Cases < 100 || report.Outcomes.Count > 3, "The cases all end alike: the generator has gone dull.");
    }
}
