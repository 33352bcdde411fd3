using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.NictTts;
using Mimi.Server;
using Mimi.Speech;

namespace Mimi.Bench;

/// <summary>Text to speech and back to text, through clients, sockets, server, voice and recognizer: are they the same words?</summary>
internal static class RoundTrip
{
    /// <summary>Everyday sentences without names and numbers, which have several spellings.</summary>
    private static readonly string[] Sentences =
    [
        "The weather is beautiful today.",
        "Please open the window before you leave.",
        "We are going to the station after lunch.",
        "The train leaves from the next platform.",
        "Could you send me the report before Friday?",
        "My brother works at a hospital near the river.",
        "This is the best coffee in the whole city.",
        "The children are playing in the garden.",
        "She bought a new computer last week.",
        "Thank you very much for your help.",
    ];

    public static async Task<int> RunAsync(MoonshineSize model, CancellationToken cancellationToken)
    {
        await using var models = new LocalSpeechModels(new() { English = model });
        await using var voices = new LocalVoices();
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = models, Synthesizer = voices }, cancellationToken);
        using var engine = new HttpNetworkEngine();
        var speaker = new NictTtsClient(engine, null, new Uri(server.Address, "speech_synthesis"));
        var listener = new NictAsrV2Client(engine, null, server.Address);

        int same = 0;
        foreach (string sentence in Sentences)
        {
            NictTtsAudio speech = await speaker.SynthesizeAsync(sentence, new() { Language = NictTtsLanguage.English }, cancellationToken);
            NictTtsPcm samples = speech.ToPcm();
            NictAsrV2Result result = await listener.RecognizeAsync(samples.Data, new() { Language = NictAsrLanguage.English, AudioFormat = samples.Format }, cancellationToken);
            bool isSame = WordErrorRate.Words(sentence).SequenceEqual(WordErrorRate.Words(result.Text));
            same += isSame ? 1 : 0;
            Console.WriteLine($"{(isSame ? "same " : "OTHER")}  {samples.Duration.TotalSeconds:F1} s  {sentence}{(isSame ? "" : $"\n       heard: {result.Text}")}");
        }

        Console.WriteLine($"same words ({model}): {same} of {Sentences.Length} sentences");
        return same == Sentences.Length ? 0 : 1;
    }
}
