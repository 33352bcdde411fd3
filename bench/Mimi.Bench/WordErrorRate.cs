using System.Text.RegularExpressions;
using Mimi.Audio;
using Mimi.Audio.Pacing;
using Mimi.Audio.Wav;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Server;
using Mimi.Speech;
using Mimi.TestSupport;

namespace Mimi.Bench;

/// <summary>What part of the words was heard wrong, left out or made up.</summary>
internal static partial class WordErrorRate
{
    public static async Task<int> RunAsync(DirectoryInfo folder, MoonshineSize model, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(folder.FullName, "transcription")))
        {
            Console.Error.WriteLine($"{folder} has no file 'transcription'; install Debian's pocketsphinx-testdata.");
            return 66;
        }

        await using var models = new LocalSpeechModels(new() { English = model });
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = models }, cancellationToken);
        using var engine = new HttpNetworkEngine();
        var client = new NictAsrV2Client(engine, null, server.Address);

        (int allErrors, int allWords) = (0, 0);
        foreach (string line in await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "transcription"), cancellationToken))
        {
            Match match = Line().Match(line);
            string[] said = Words(match.Groups["text"].Value);
            string[] heard = Words(await RecognizeAsync(client, Path.Combine(folder.FullName, match.Groups["id"].Value + ".wav"), new(), cancellationToken));
            int errors = WordErrors.Count(said, heard);
            (allErrors, allWords) = (allErrors + errors, allWords + said.Length);
            Console.WriteLine($"{errors,2} of {said.Length,2} words  {match.Groups["id"].Value}\n    said:  {string.Join(' ', said)}\n    heard: {string.Join(' ', heard)}");
        }

        Console.WriteLine($"word error rate ({model}): {allErrors} of {allWords} words, {(double)allErrors / allWords:P1}");
        return allErrors <= allWords * 0.1 ? 0 : 1;
    }

    public static async Task<string> RecognizeAsync(NictAsrV2Client client, string file, MimiSessionOptions session, CancellationToken cancellationToken)
    {
        await using PcmAudio recording = await WavReader.OpenAsync(File.OpenRead(file), cancellationToken);
        var options = new NictAsrV2Options
        {
            Language = NictAsrLanguage.English,
            AudioFormat = MimiAudioFormat.Pcm(recording.Format.SampleRate, recording.Format.Channels),
            Temporary = false,
            Session = session,
        };
        string text = "";
        await foreach (NictAsrV2Result result in client.RecognizeStreamAsync(PcmChunks.ReadAllAsync(recording.Data, recording.Format, cancellationToken: cancellationToken), options, cancellationToken))
        {
            text = result.Text;
        }

        return text;
    }

    /// <summary>Splits text into the words that count: lower case, without punctuation.</summary>
    public static string[] Words(string text) =>
        NoWord().Replace(text.ToLowerInvariant().Replace("mr.", "mister", StringComparison.Ordinal), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^<s>\s*(?<text>.*?)\s*</s>\s*\((?<id>[^)]+)\)")]
    private static partial Regex Line();

    [GeneratedRegex("[^a-z0-9']+")]
    private static partial Regex NoWord();
}
