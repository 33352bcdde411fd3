using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;

namespace Mimi.Resilience.Tests;

/// <summary>A proof that cannot fail proves nothing: what the tools say of targets that are wrong on purpose.</summary>
public sealed class FuzzRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Violation_IsReportedWithTheCaseThatReproducesIt()
    {
        await using var target = new WrongTarget(static (number, _) => number == 3 ? throw new FuzzViolationException("wrong") : Task.CompletedTask);

        FuzzReport report = await new FuzzRun(target, new(Seed: 42, First: 0, Cases: 10) { Workers = 1 }).RunAsync(Token);

        Assert.Equal("wrong target --seed 42 --case 3: wrong", Assert.Single(report.Violations));
    }

    [Fact]
    public async Task UnexpectedException_IsAViolation()
    {
        await using var target = new WrongTarget(static (_, _) => throw new InvalidCastException());

        FuzzReport report = await new FuzzRun(target, new(Seed: 1, First: 5, Cases: 1)).RunAsync(Token);

        Assert.Contains(nameof(InvalidCastException), Assert.Single(report.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hang_EndsTheRunWithWhatWasPending()
    {
        await using var target = new WrongTarget(static async (_, operation) =>
        {
            operation.Phase = "waiting for Godot";
            await new TaskCompletionSource().Task;
        });

        var e = await Assert.ThrowsAsync<HangException>(() => new FuzzRun(target, new(1, 8, 1) { CaseDeadline = TimeSpan.FromMilliseconds(50) }).RunAsync(Token));

        Assert.Contains("case 8", e.Message, StringComparison.Ordinal);
        Assert.Contains("waiting for Godot", e.Message, StringComparison.Ordinal);
        Assert.Contains("Thread pool:", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_SameSeedAndCase_ThrowsTheSame()
    {
        Assert.Equal(new FuzzRandom(3, 4).Bytes(20), new FuzzRandom(3, 4).Bytes(20));
        Assert.NotEqual(new FuzzRandom(3, 4).Bytes(20), new FuzzRandom(3, 5).Bytes(20));
        Assert.NotEqual(new FuzzRandom(3, 4).Bytes(20), new FuzzRandom(4, 4).Bytes(20));
    }

    private sealed class WrongTarget(Func<long, Operation, Task> play) : FuzzTarget
    {
        private long _number = -1;

        public override string Name => "wrong target";

        public override async Task<string> RunAsync(FuzzRandom random, Operation operation)
        {
            await play(Interlocked.Increment(ref _number), operation);
            return "well";
        }
    }
}
