using System.CommandLine;
using Mimi.Bench.Wire.Conducting;
using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire;

/// <summary>The commands that compare what the wire costs.</summary>
internal static class WireCommands
{
    public static Command[] Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How many rounds each contestant does each work.", DefaultValueFactory = static _ => 9 };
        var only = new Option<string[]>("--only") { Description = "The works to compare: upload, roundtrip, results or paced, each also with -tls; watch, idle, open. All of them by default.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [] };
        var peers = new Option<DirectoryInfo?>("--peers") { Description = "Where bench/Mimi.Bench/Wire/Peers/fetch.sh has put npm ws and OkHttp, to compare with them, too." };
        var wire = new Command("wire", "What sending and receiving costs against a plain ClientWebSocket: prints a table in Markdown.") { rounds, only, peers };
        wire.SetAction((result, _) => WireComparison.RunAsync(result.GetValue(rounds), result.GetValue(only) ?? [], result.GetValue(peers)));

        var bench = new Option<DirectoryInfo>("--bench") { Description = "The folder 'bench' of the repository.", DefaultValueFactory = static _ => new("bench") };
        var start = new Command("wire-start", "How long a small program takes from its start to its first result, published as ReadyToRun.") { rounds, bench };
        start.SetAction((result, _) => StartComparison.RunAsync(result.GetValue(rounds), result.GetRequiredValue(bench)));

        var file = new Argument<FileInfo>("svg") { Description = "Where the plot goes.", DefaultValueFactory = static _ => new("docs/performance/cost-against-sessions.svg") };
        var plot = new Command("wire-plot", "What sessions that speak in real time cost, against how many they are: prints a table, and draws a plot.") { file, rounds, peers };
        plot.SetAction((result, _) => WirePlot.RunAsync(result.GetValue(rounds), result.GetRequiredValue(file), result.GetValue(peers)));

        var name = new Argument<string>("name");
        var client = new Command("wire-client", "A contestant of 'wire'.") { name };
        client.Hidden = true;
        client.SetAction((result, _) => ContestantProgram.RunAsync(result.GetRequiredValue(name)));

        var server = new Command("wire-server", "The server of 'wire'.") { Hidden = true };
        server.SetAction((_, token) => WireServer.RunAsync(token));
        return [wire, start, plot, client, server];
    }
}
