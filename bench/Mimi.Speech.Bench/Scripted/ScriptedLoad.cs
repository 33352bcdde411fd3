using System.Diagnostics;
using Mimi.Speech.Bench.Reporting;
using Mimi.Speech.Bench.Serving;

namespace Mimi.Speech.Bench.Scripted;

/// <summary>Many sessions in real time against scripted results: what the server itself can bear, with the load generator on the same processors.</summary>
internal static class ScriptedLoad
{
    private static readonly TimeSpan MaxLate = TimeSpan.FromSeconds(1);

    /// <summary>Finds the largest number by steps.</summary>
    /// <returns>All runs; the last of them was too much.</returns>
    public static async Task<List<ScriptedOutcome>> FindMostAsync(TimeSpan chunk, TimeSpan duration, int first, int step)
    {
        var steps = new List<ScriptedOutcome>();
        do
        {
            steps.Add(await RunAsync(first + (step * steps.Count), chunk, duration));
        }
        while (IsInTime(steps[^1]));
        return steps;
    }

    /// <summary>Tells whether everything came, and none of it more than a second late.</summary>
    public static bool IsInTime(ScriptedOutcome outcome) => outcome.IsRight && outcome.Late.Worst <= MaxLate.TotalMilliseconds;

    public static async Task<ScriptedOutcome> RunAsync(int sessions, TimeSpan chunk, TimeSpan duration)
    {
        await using ChildServer server = await ChildServer.StartSelfAsync(ServedSpeech.Scripted);
        await WarmAsync(server.Address);
        double before = server.Megabytes;
        var frames = new AudioFrames(chunk);
        int chunks = (int)(duration / chunk);
        LeanSession[] all = await OpenAsync(server.Address, sessions);
        Task reading = Task.WhenAll(all.Select(static session => Task.Run(session.ReadAllAsync)));
        (TimeSpan serverTime, TimeSpan ownTime) = (server.ProcessorTime, Environment.CpuUsage.TotalTime);
        long start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 2);
        var pacer = new Pacer(all, frames, chunk, chunks, start);
        TimeSpan lateSent = await Task.Factory.StartNew(pacer.Run, TaskCreationOptions.LongRunning);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double megabytes = server.Megabytes;
        (TimeSpan serverUsed, TimeSpan ownUsed) = (server.ProcessorTime - serverTime, Environment.CpuUsage.TotalTime - ownTime);
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(60))); // What has not come by then is missing, and counted as that.

        if (!reading.IsCompletedSuccessfully)
        {
            return new(sessions, chunk, false, default, lateSent, serverUsed.TotalSeconds / elapsed, ownUsed.TotalSeconds / elapsed, (megabytes - before) * 1_024 / sessions);
        }

        int expected = CountResults(chunk, chunks);
        bool isRight = all.Select((session, number) => session.FinalText == frames.Expect(number, chunks) && session.Results.Count == expected).All(static right => right);
        TimeSpan[] late = [.. all.SelectMany((session, number) => session.Results.Select(result => Stopwatch.GetElapsedTime(pacer.Due(number, (int)(result.Heard / chunk) - 1), result.Came)))];
        foreach (LeanSession session in all)
        {
            session.Dispose();
        }

        return new(sessions, chunk, isRight, Percentiles.Of(late), lateSent, serverUsed.TotalSeconds / elapsed, ownUsed.TotalSeconds / elapsed, (megabytes - before) * 1_024 / sessions);
    }

    /// <summary>One temporary result after each second that is complete at the end of a chunk, one for the segment that becomes final, and the final one.</summary>
    private static int CountResults(TimeSpan chunk, int chunks)
    {
        (int results, TimeSpan told) = (2, TimeSpan.Zero);
        for (int i = 1; i <= chunks; i++)
        {
            if ((i * chunk) - told >= TimeSpan.FromSeconds(1))
            {
                (results, told) = (results + 1, i * chunk);
            }
        }

        return results;
    }

    private static async Task<LeanSession[]> OpenAsync(Uri address, int count)
    {
        var sessions = new LeanSession[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, _) => sessions[number] = await LeanSession.OpenAsync(address));
        return sessions;
    }

    private static async Task WarmAsync(Uri address)
    {
        var frames = new AudioFrames(TimeSpan.FromMilliseconds(100));
        LeanSession[] sessions = await OpenAsync(address, 50);
        await Parallel.ForAsync(0, sessions.Length, async (number, _) =>
        {
            using LeanSession session = sessions[number];
            for (int chunk = 0; chunk < 200; chunk++)
            {
                session.Send(frames.Of(number, chunk));
            }

            session.Send(AudioFrames.Break);
            await session.ReadAllAsync();
        });
    }
}
