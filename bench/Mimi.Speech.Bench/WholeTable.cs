using System.Globalization;
using Mimi.Speech.Bench.Reporting;
using Mimi.Speech.Bench.Scripted;
using Mimi.Speech.Bench.Sessions;

namespace Mimi.Speech.Bench;

/// <summary>Everything that the page about the local mimi's performance says, in one run of some ten minutes.</summary>
internal sealed class WholeTable(string program)
{
    private static readonly int[] SessionCounts = [1, 10, 20, 40];

    private readonly List<MarkdownTable> _tables = [];
    private readonly LatenessPlot _plot = new("How late results are, 95 of 100");
    private bool _isRight = true;

    /// <returns>Whether every run's words, audio and results were right.</returns>
    public async Task<bool> RunAsync(FileInfo? page, CancellationToken cancellationToken)
    {
        string machine = Machine.Describe();
        Console.WriteLine(machine);
        await StartAsync(cancellationToken);
        await SpeakAsync(cancellationToken);
        await AdmitAsync(cancellationToken);
        await ScriptAsync();
        await CostAsync(cancellationToken);
        if (page is not null)
        {
            string plot = Path.ChangeExtension(page.FullName, ".svg");
            await File.WriteAllTextAsync(plot, _plot.ToString(), cancellationToken);
            MeasuredPage.Replace(page.FullName, $"{machine}.\n\n![How late results are against how many sessions speak]({Path.GetFileName(plot)})\n\n{string.Join('\n', _tables)}");
        }

        return _isRight;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private MarkdownTable Begin(string title, params string[] columns)
    {
        var table = new MarkdownTable(title, columns);
        table.Announce();
        _tables.Add(table);
        return table;
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        MarkdownTable table = Begin("Start, models in the cache (`start`)", "model", "listening, s", "ready, s", "processor seconds", "memory when ready, MB");
        foreach (MoonshineSize size in Enum.GetValues<MoonshineSize>())
        {
            await StartTime.RunAsync(program, size, cancellationToken); // The files are in the system's cache from now on.
            for (int run = 0; run < 3; run++)
            {
                StartOutcome outcome = await StartTime.RunAsync(program, size, cancellationToken);
                table.Add(size, Text(outcome.Listening.TotalSeconds, "0.00"), Text(outcome.Ready.TotalSeconds, "0.00"), Text(outcome.ProcessorTime.TotalSeconds, "0.00"), Text(outcome.Megabytes, "0"));
            }
        }
    }

    private async Task SpeakAsync(CancellationToken cancellationToken)
    {
        MarkdownTable table = Begin(
            "Sessions in real time, with the recogniser and no limit (`sessions`); ms, median / p95 / worst",
            "model", "sessions", "temporaries", "speech shown", "final after recog-break", "processors busy", "MB a session", "as alone", "word errors");
        foreach (MoonshineSize size in Enum.GetValues<MoonshineSize>())
        {
            var outcomes = new List<SessionsOutcome>();
            foreach (int sessions in SessionCounts)
            {
                SessionsOutcome outcome = await RecognizerLoad.RunAsync(size, sessions, 1_000, cancellationToken);
                _isRight &= outcome.IsRight;
                outcomes.Add(outcome);
                table.Add(size, sessions, outcome.Temporary, outcome.Shown, outcome.Final, Text(outcome.Processors, "0.00"), Text(outcome.MegabytesPerSession, "0.0"), $"{outcome.AsAlone} of {sessions}", Text(outcome.WordErrors, "P1"));
            }

            _plot.Add($"{size}: final after recog-break", outcomes.Select(static outcome => (outcome.Sessions, outcome.Final.P95)));
            _plot.Add($"{size}: speech shown", outcomes.Select(static outcome => (outcome.Sessions, outcome.Shown.P95)));
        }
    }

    private async Task AdmitAsync(CancellationToken cancellationToken)
    {
        MarkdownTable table = Begin(
            "Twice as many speakers as the server takes by its own measure (`admission`); ms, median / p95 / worst",
            "model", "taken", "speakers", "served", "refused with 503", "speech shown", "final after recog-break", "as alone");
        (int capacity, SessionsOutcome at, SessionsOutcome twice) = await AdmissionRun.RunAsync(MoonshineSize.Tiny, cancellationToken);
        foreach (SessionsOutcome outcome in new[] { at, twice })
        {
            _isRight &= outcome.IsRight;
            table.Add(MoonshineSize.Tiny, capacity, outcome.Sessions + outcome.Refused, outcome.Sessions, outcome.Refused, outcome.Shown, outcome.Final, $"{outcome.AsAlone} of {outcome.Sessions}");
        }

        table.Add(MoonshineSize.Base, await AdmissionRun.CountAsync(MoonshineSize.Base, cancellationToken), "", "", "", "", "", "");
        _isRight &= twice.Refused > 0;
    }

    private async Task ScriptAsync()
    {
        MarkdownTable table = Begin(
            "Sessions in real time against scripted results (`scripted`, `scripted-most`); ms, median / p95 / worst",
            "sessions", "chunk, ms", "results late", "chunks late, worst", "processors: server", "processors: load", "KB a session", "audio and results");
        ScriptedOutcome many = await ScriptedLoad.RunAsync(2_000, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(12));
        _isRight &= many.IsRight;
        List<ScriptedOutcome> steps = await ScriptedLoad.FindMostAsync(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(8), 1_000, 500);
        foreach (ScriptedOutcome outcome in (IEnumerable<ScriptedOutcome>)[many, .. steps])
        {
            table.Add(outcome.Sessions, outcome.Chunk.TotalMilliseconds, outcome.Late, Text(outcome.LateSent.TotalMilliseconds, "0"), Text(outcome.ServerProcessors, "0.00"), Text(outcome.LoadProcessors, "0.00"), Text(outcome.KilobytesPerSession, "0"), outcome.IsRight ? "right" : "**not all came**");
        }

        _plot.Add("scripted, 100 ms chunks", steps.Select(static outcome => (outcome.Sessions, outcome.Late.P95)));
    }

    private async Task CostAsync(CancellationToken cancellationToken)
    {
        MarkdownTable table = Begin("One long monologue, tiny model (`cost`)", "minutes", "temporaries every", "processor seconds per second of audio", "temporaries a second", "segments", "word errors", "memory at the end, MB", "of it managed");
        await using var models = new LocalSpeechModels();
        ISpeechRecognizer recognizer = await models.GetAsync("en", cancellationToken);
        foreach ((int minutes, int interval) in ((int, int)[])[(1, 0), (5, 0), (30, 0), (1, 320), (5, 320)])
        {
            MonologueOutcome outcome = await MonologueCost.RunAsync(recognizer, minutes, interval > 0 ? TimeSpan.FromMilliseconds(interval) : null);
            _isRight &= outcome.WordErrors <= 0.1;
            table.Add(Text(outcome.Duration.TotalMinutes, "0.0"), interval > 0 ? $"{interval} ms" : "none", Text(outcome.Cost, "0.0000"), Text(outcome.TemporariesPerSecond, "0.00"), outcome.Segments, Text(outcome.WordErrors, "P1"), outcome.Megabytes, outcome.ManagedMegabytes);
        }
    }
}
