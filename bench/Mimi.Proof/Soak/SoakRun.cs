using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;
using Mimi.Proof.Reporting;

namespace Mimi.Proof.Soak;

/// <summary>Lets everybody speak at once, for an hour of their time, and compares what is left at equal moments.</summary>
internal sealed class SoakRun(SoakPlan plan, TextWriter output)
{
    private const int PlainOfTen = 2;
    private const int MortalOfTen = 1;
    private const int LookMilliseconds = 250;

    /// <summary>How long one voice may do one thing. Far longer than any takes, on a machine of any load.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>How long what has ended may take until it is gone: the HTTP stack keeps a connection for a minute that was made for an opening which had been given up by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(10);

    private readonly Report _report = new(output);
    private readonly List<string> _violations = [];
    private readonly List<SoakMoment> _early = []; // The first half of the rests.
    private TimeSpan _speaking;
    private int _sockets; // Before anything began.

    /// <summary>Runs the proof.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        _report.Begin("soak", ("sessions", plan.Sessions), ("minutes", plan.Minutes), ("speed", plan.Speed), ("seed", plan.Seed));
        long started = Stopwatch.GetTimestamp();
        using var unobserved = new UnobservedFailures();
        using var guard = new HangGuard(Deadline);
        _ = SoakAudio.MemoryBytes; // It is there before anything is counted.
        _sockets = ProcessState.CountSockets();
        long timers = Timer.ActiveCount;
        using ActiveTasks? tasks = plan.CountsTasks ? new() : null;
        _report.Line(SoakMoment.Head);
        await using (var world = new SoakWorld(plan))
        {
            await SpeakAsync(world, guard, plan.WarmUpMinutes, rests: 0);
            SoakMoment warm = await LookAsync(world, "after warm-up", sessions: 0, listeners: 1);
            _speaking = default;
            await SpeakAsync(world, guard, plan.Minutes, plan.Rests);
            SoakMoment end = await LookAsync(world, "at the end", sessions: 0, listeners: 1);
            _violations.AddRange(SoakRules.CompareHeap([warm], end));
            _violations.AddRange(plan.OwnsProcess ? SoakRules.CompareProcess(_early, end) : []);
            _violations.AddRange(world.Server.Violations);
            _violations.AddRange(world.Violations);
            _report.Figure("sessions", world.Sessions.Total);
            _report.Line(string.Create(CultureInfo.InvariantCulture, $"  Each had {plan.Minutes * 60 / _speaking.TotalSeconds:F1} seconds of audio in a second."));
            world.Figures.Tell(_report);
        }

        await CheckTimersAsync(timers);
        _violations.AddRange(unobserved.Collect().Select(static failure => "A task failed and nobody looked at it: " + failure));
        return _report.End($"{plan.Sessions} times {plan.Minutes:0.#} minutes of audio in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s", _violations);
    }

    /// <summary>All voices of one generation: they begin, speak, rest together now and then, and end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task SpeakAsync(SoakWorld world, HangGuard guard, double minutes, int rests)
    {
        SoakVoice[] voices = [.. Enumerable.Range(0, plan.Sessions).Select(number => Create(world, number, guard))];
        int lasting = voices.Count(static voice => voice is ContinuousVoice);
        int parts = Math.Max(1, rests);
        long bytes = (long)(minutes * 60 * SoakAudio.SampleRate) / parts * SoakAudio.BytesPerSample;
        for (int part = 1; part <= parts; part++)
        {
            long started = Stopwatch.GetTimestamp();
            await guard.WatchAsync(Task.WhenAll(voices.Select(voice => voice.SpeakAsync(bytes))));
            _speaking += Stopwatch.GetElapsedTime(started);
            if (rests > 0)
            {
                await guard.WatchAsync(Task.WhenAll(voices.Select(static voice => voice.RestAsync())));
                SoakMoment rest = await LookAsync(world, $"rest {part} of {rests}", lasting, listeners: voices.Length + 1);
                if (part <= (rests + 1) / 2)
                {
                    _early.Add(rest);
                    continue;
                }

                _violations.AddRange(SoakRules.CompareHeap(_early, rest));
                _violations.AddRange(plan.OwnsProcess ? SoakRules.CompareProcess(_early, rest) : []);
            }
        }

        await guard.WatchAsync(Task.WhenAll(voices.Select(static voice => voice.EndAsync())));
        foreach (SoakVoice voice in voices)
        {
            await voice.DisposeAsync();
        }
    }

    private static SoakVoice Create(SoakWorld world, int number, HangGuard guard) => (number % 10) switch
    {
        < PlainOfTen => new PlainVoice(world, number, guard.Begin($"voice {number}, plain")),
        < PlainOfTen + MortalOfTen => new ContinuousVoice(world, number, isMortal: true, guard.Begin($"voice {number}, continuous, with faults for good")),
        _ => new ContinuousVoice(world, number, isMortal: false, guard.Begin($"voice {number}, continuous")),
    };

    /// <summary>Waits until what has ended is gone, and tells what is left.</summary>
    /// <param name="world">What is looked at.</param>
    /// <param name="name">Which moment it is.</param>
    /// <param name="sessions">How many sessions are alive, each of them at rest.</param>
    /// <param name="listeners">How many sockets listen.</param>
    private async Task<SoakMoment> LookAsync(SoakWorld world, string name, int sessions, int listeners)
    {
        long started = Stopwatch.GetTimestamp();
        bool hasTold = false;
        while (true)
        {
            while ((ProcessState.CountSockets() > _sockets + listeners || world.Server.Open > 0) && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(LookMilliseconds);
                if (!hasTold && Stopwatch.GetElapsedTime(started) > LongWait)
                {
                    hasTold = true;
                    _report.Line($"  {name}: waits for {string.Join(", ", ProcessState.DescribeSockets())}; the server listens at {world.Server.Address.Port:X4}, and has {world.Server.Open} connections.");
                }
            }

            ProcessState process = ProcessState.Measure();
            var moment = new SoakMoment(name, process, world.SessionTime.LiveTimers, world.Sessions.Count(), world.Connections.Count(), plan.CountsTasks ? ActiveTasks.Count() : 0);
            List<string> wrong = [.. SoakRules.Check(moment, sessions, _sockets + listeners)];
            if (wrong.Count == 0 || Stopwatch.GetElapsedTime(started) > Patience)
            {
                _report.Line(moment.ToString());
                _violations.AddRange(wrong);
                _violations.AddRange(wrong.Count == 0 ? [] : ProcessState.DescribeSockets());
                return moment;
            }

            await Task.Delay(LookMilliseconds);
        }
    }

    /// <summary>Checks the timers of the runtime itself: those of time-outs that do not follow the session's clock, and of its HTTP stack.</summary>
    private async Task CheckTimersAsync(long before)
    {
        long started = Stopwatch.GetTimestamp();
        while (plan.OwnsProcess && Timer.ActiveCount > before && Stopwatch.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(LookMilliseconds);
        }

        _report.Figure("timers of the runtime, before", before);
        _report.Figure("timers of the runtime, after", Timer.ActiveCount);
        if (plan.OwnsProcess && Timer.ActiveCount > before)
        {
            _violations.Add($"{Timer.ActiveCount} timers of the runtime are armed, and {before} were before.");
        }
    }
}
