using System.Globalization;
using System.Text.RegularExpressions;
using Mimi.Bench.Wire;
using Mimi.Client;
using Mimi.Client.NictAsr;
using Mimi.Server;
using Mimi.Speech;
using Mimi.TestSupport;

namespace Mimi.Bench;

/// <summary>The same recordings as PCM and as FLAC: bytes on the wire, and words.</summary>
internal static partial class FlacOnTheWire
{
    private const string KennedySays = "and so my fellow americans ask not what your country can do for you ask what you can do for your country";

    public static async Task<int> RunAsync(DirectoryInfo folder, FileInfo recording, MoonshineSize model, CancellationToken cancellationToken)
    {
        string transcription = Path.Combine(folder.FullName, "transcription");
        if (!File.Exists(transcription))
        {
            Console.Error.WriteLine($"{folder} has no file 'transcription'; install Debian's pocketsphinx-testdata.");
            return 66;
        }

        List<(string File, string Said)> clips = [(recording.FullName, KennedySays)];
        clips.AddRange((await File.ReadAllLinesAsync(transcription, cancellationToken))
            .Select(static line => Line().Match(line))
            .Select(match => (Path.Combine(folder.FullName, match.Groups["id"].Value + ".wav"), match.Groups["text"].Value)));
        await using var models = new LocalSpeechModels(new() { English = model });
        await models.GetAsync("en", cancellationToken); // Or the first handshake would wait for it.
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = models, StrictFrames = true }, cancellationToken);

        Console.WriteLine("| recording | PCM on the wire | FLAC on the wire | of the PCM | word errors, PCM | word errors, FLAC |\n|---|---|---|---|---|---|");
        var all = new Outcome(0, 0, 0, 0, 0);
        foreach ((string file, string said) in clips)
        {
            Outcome one = await CompareAsync(server.Address, file, said, cancellationToken);
            Print(Path.GetFileNameWithoutExtension(file), one);
            all = new(all.Pcm + one.Pcm, all.Flac + one.Flac, all.PcmErrors + one.PcmErrors, all.FlacErrors + one.FlacErrors, all.Words + one.Words);
        }

        Print("all", all);
        return all.PcmErrors == all.FlacErrors ? 0 : 1;
    }

    private static async Task<Outcome> CompareAsync(Uri address, string file, string said, CancellationToken cancellationToken)
    {
        string[] words = WordErrorRate.Words(said);
        (long pcm, string[] plain) = await SendAsync(new());
        (long flac, string[] encoded) = await SendAsync(new() { Encoding = MimiWireEncoding.Flac });
        return new(pcm, flac, WordErrors.Count(words, plain), WordErrors.Count(words, encoded), words.Length);

        async Task<(long Bytes, string[] Heard)> SendAsync(MimiSessionOptions session)
        {
            using var engine = new CountingEngine();
            string heard = await WordErrorRate.RecognizeAsync(new NictAsrV2Client(engine, null, address), file, session, cancellationToken);
            return (engine.SentBytes, WordErrorRate.Words(heard));
        }
    }

    private static void Print(string name, Outcome outcome) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {outcome.Pcm:N0} | {outcome.Flac:N0} | {100.0 * outcome.Flac / outcome.Pcm:F1} % | {outcome.PcmErrors} of {outcome.Words} | {outcome.FlacErrors} of {outcome.Words} |"));

    [GeneratedRegex(@"^<s>\s*(?<text>.*?)\s*</s>\s*\((?<id>[^)]+)\)")]
    private static partial Regex Line();

    private sealed record Outcome(long Pcm, long Flac, int PcmErrors, int FlacErrors, int Words);
}
