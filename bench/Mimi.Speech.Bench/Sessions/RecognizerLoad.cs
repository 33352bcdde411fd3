using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Speech.Bench.Reporting;
using Mimi.Speech.Bench.Serving;

namespace Mimi.Speech.Bench.Sessions;

/// <summary>Sessions that speak at once in real time to the local mimi with its recognizer, in a process of its own.</summary>
internal static class RecognizerLoad
{
    private const int Clips = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.7);

    /// <summary>People do not begin to speak in one instant.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(5);

    /// <summary>What they hear alone, for each model.</summary>
    private static readonly Dictionary<MoonshineSize, string[]> Alone = [];

    /// <summary>Reads what is said: some 25 s each.</summary>
    private static Speech[] ReadSpeeches() => Speech.ReadAll(Pause, Clips);

    /// <param name="size">The model.</param>
    /// <param name="sessions">How many speak.</param>
    /// <param name="maxSessions">How many the server takes; null leaves it to what it measures.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<SessionsOutcome> RunAsync(MoonshineSize size, int sessions, int? maxSessions, CancellationToken cancellationToken)
    {
        await using ChildServer server = await ChildServer.StartSelfAsync([ServedSpeech.Recognizer, $"{size}", .. maxSessions is { } most ? new[] { "--max-sessions", $"{most}" } : []]);
        using var engine = new HttpNetworkEngine();
        var client = new MimiAsrClient(engine, null, server.Address);
        await HearAloneAsync(client, size, cancellationToken);
        return await RunAsync(server, client, size, sessions, cancellationToken);
    }

    /// <summary>Lets sessions speak to a server that has been heard alone.</summary>
    public static async Task<SessionsOutcome> RunAsync(ChildServer server, MimiAsrClient client, MoonshineSize size, int sessions, CancellationToken cancellationToken)
    {
        Speech[] speeches = ReadSpeeches();
        string[] alone = Alone[size];
        (double before, TimeSpan time, long start) = (server.Megabytes, server.ProcessorTime, Stopwatch.GetTimestamp());
        (int refused, int broken) = (0, 0);
        double peak = before;
        var done = new ConcurrentBag<(SpokenSession Session, int Speech)>();
        Task all = Task.WhenAll(Enumerable.Range(0, sessions).Select(async number =>
        {
            await Task.Delay(Spread * number / sessions, cancellationToken);
            int speech = number % speeches.Length;
            try
            {
                done.Add((await SpeakAsync(client, speeches[speech], 1, cancellationToken), speech));
            }
            catch (MimiServiceException e) when (e is { StatusCode: HttpStatusCode.ServiceUnavailable, RetryAfter: not null })
            {
                Interlocked.Increment(ref refused);
                Console.Error.WriteLine($"Session {number} was refused: {e.Detail}");
            }
            catch (MimiException e)
            {
                Interlocked.Increment(ref broken);
                Console.Error.WriteLine($"Session {number} broke: {e.Message}");
            }
        }));
        while (await Task.WhenAny(all, Task.Delay(500, cancellationToken)) != all)
        {
            peak = Math.Max(peak, server.Megabytes);
        }

        await all;
        double processors = (server.ProcessorTime - time) / Stopwatch.GetElapsedTime(start);
        SpokenSession[] spoken = [.. done.Select(static one => one.Session)];
        double errors = done.Sum(one => speeches[one.Speech].Errors(one.Session.Text)) / (double)Math.Max(1, done.Sum(one => speeches[one.Speech].Words.Length));
        return new(
            spoken.Length,
            refused,
            broken,
            done.Count(one => one.Session.Text == alone[one.Speech]),
            errors,
            Percentiles.Of(spoken.SelectMany(static session => session.Temporaries)),
            Percentiles.Of(spoken.SelectMany(static session => session.Shown)),
            Percentiles.Of(spoken.Select(static session => session.Final)),
            processors,
            before,
            (peak - before) / Math.Max(1, spoken.Length));
    }

    /// <summary>Says everything once, as fast as it goes: the first decode of a process takes longer, and afterwards the server has measured itself.</summary>
    public static async Task HearAloneAsync(MimiAsrClient client, MoonshineSize size, CancellationToken cancellationToken)
    {
        Speech[] speeches = ReadSpeeches();
        string[] alone = new string[speeches.Length];
        for (int i = 0; i < speeches.Length; i++)
        {
            alone[i] = (await SpeakAsync(client, speeches[i], 100, cancellationToken)).Text;
        }

        Alone[size] = alone;
    }

    private static async Task<SpokenSession> SpeakAsync(MimiAsrClient client, Speech speech, double speed, CancellationToken cancellationToken)
    {
        var session = new SpokenSession(client, speech);
        await session.RunAsync(speed, cancellationToken);
        return session;
    }
}
