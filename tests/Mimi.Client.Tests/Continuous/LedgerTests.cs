using Mimi.Client.Continuous;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>Random faults at random places: every sample is in exactly one determined text or one gap, in order, and none twice.</summary>
public sealed class LedgerTests
{
    private const int RunsPerBatch = 25;

    /// <summary>Gets the batches: 12 in the suite, or as many as LEDGER_BATCHES says, for a long run.</summary>
    public static TheoryData<int> Batches => [.. Enumerable.Range(0, int.TryParse(Environment.GetEnvironmentVariable("LEDGER_BATCHES"), out int batches) ? batches : 12)];

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task EverySample_IsInExactlyOneTextOrGap(int batch)
    {
        (int texts, int gaps, int reconnections) = (0, 0, 0);
        for (int seed = batch * RunsPerBatch; seed < (batch + 1) * RunsPerBatch; seed++)
        {
            EventLog log = await RunAsync(seed);
            texts += log.Determined.Count();
            gaps += log.Gaps.Count();
            reconnections += log.Changes.Count(static change => change.State == MimiConnectionState.Reconnecting);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{texts} texts, {gaps} gaps, {reconnections} reconnections.");
        Assert.True(reconnections > RunsPerBatch, "The faults did not strike.");
    }

    private static async Task<EventLog> RunAsync(int seed)
    {
        var random = new Random(seed);
        using var server = new LedgerServer(random.Next(), isV2: seed % 2 == 0);
        await using MimiContinuousSession session = server.Start(Options(random));
        await using var log = new EventLog(session);
        byte[] audio = Voice.At(0, random.Next(5_000, 60_000));
        Task<EventLog> reading = log.ReadToEndAsync();

        for (int at = 0; at < audio.Length;)
        {
            int size = Math.Min(random.Next(1, random.Next(2) == 0 ? 500 : 6_000), audio.Length - at);
            await session.SendBinaryAsync(audio.AsMemory(at, size), TestTimeout.Token);
            at += size;
        }

        await session.StopRecognitionAsync(TestTimeout.Token);
        await reading.WaitAsync(TestTimeout.Token);
        server.ThrowIfBroken();
        Check(log, audio.Length / 2, seed);
        return log;
    }

    private static MimiContinuousOptions Options(Random random)
    {
        double rollover = 1 + (random.NextDouble() / 2);
        double most = rollover + (random.NextDouble() / 2);
        return new()
        {
            RolloverAfter = TimeSpan.FromSeconds(rollover),
            MaxUtterance = TimeSpan.FromSeconds(most),
            ReplayWindow = TimeSpan.FromSeconds(most + (random.NextDouble() * 3)),
            Overload = random.Next(3) == 0 ? MimiOverload.DropOldest : MimiOverload.Wait,
            MaxConnections = random.Next(1, 4),
            IdleTimeout = TimeSpan.FromSeconds(25),
            Reconnect = Continuous.Start.Soon with { MaxAttempts = 1_000 },
        };
    }

    private static void Check(EventLog log, int samples, int seed)
    {
        long place = 0;
        foreach (MimiContinuousEvent told in log.All)
        {
            if (told is MimiGapEvent gap)
            {
                Assert.True(gap.StartSample == place && gap.SampleCount > 0, $"Run {seed}: a gap of {gap.SampleCount} at {gap.StartSample}, not at {place}.");
                place += gap.SampleCount;
            }
            else if (told is MimiTranscript { IsDetermined: true, Text.Length: > 0 } text)
            {
                Assert.True(Math.Abs(text.Start.TotalSeconds - (place / 8_000.0)) < 0.002, $"Run {seed}: a text of {place / 8_000.0} s is said to be at {text.Start}.");
                foreach ((long start, long end) in LedgerServer.Parse(text.Text))
                {
                    Assert.True(start == place, $"Run {seed}: a text of {start} to {end}, not from {place} on.");
                    place = end;
                }

                Assert.True(text.End >= text.Start && text.End.Value.TotalSeconds < (samples / 8_000.0) + 0.001, $"Run {seed}: {text}");
            }
        }

        Assert.True(place == samples, $"Run {seed}: the events end at {place} of {samples}.");
    }
}
