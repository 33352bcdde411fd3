using Mimi.Bench.Wire.Works;

namespace Mimi.Bench.Wire.Contestants;

/// <summary>A contestant of this language, in a process of its own: does one job after the other, and tells what each cost.</summary>
internal static class ContestantProgram
{
    public static async Task<int> RunAsync(string name)
    {
        Func<IWireClient> create = Find(name);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(await DoAsync(WireJob.Parse(line), create));
        }

        return 0;
    }

    private static async Task<string> DoAsync(WireJob job, Func<IWireClient> create)
    {
        try
        {
            WireFigures figures = await (job.Work switch
            {
                "upload" => UploadWork.RunAsync(job, create),
                "roundtrip" => RoundTripWork.RunAsync(job, create),
                "results" => ResultsWork.RunAsync(job, create),
                "paced" => PacedWork.RunAsync(job, create),
                "idle" => IdleWork.RunAsync(job, create),
                _ => throw new InvalidOperationException($"There is no work '{job.Work}'."),
            });
            return figures.ToString();
        }
        catch (Exception e)
        {
            return $"failed {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")} {e.InnerException?.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static Func<IWireClient> Find(string name) => name switch
    {
        "timers" => static () => new TimersClient(),
        "plain" => static () => new PlainClient(),
        "library" => static () => new LibraryClient(new()),
        "library-single" => static () => new LibraryClient(new() { JoinChunks = false }),
        "library-unwatched" => static () => new LibraryClient(new() { AnswerTimeout = Timeout.InfiniteTimeSpan, SendTimeout = Timeout.InfiniteTimeSpan, FinalTimeout = Timeout.InfiniteTimeSpan }),
        "library-continuous" => static () => new ContinuousClient(),
        "library-watched" => static () => new LibraryClient(new() { KeepAlive = TimeSpan.FromSeconds(10) }, watchesHealth: true),
        _ => throw new InvalidOperationException($"There is no contestant '{name}'."),
    };
}
