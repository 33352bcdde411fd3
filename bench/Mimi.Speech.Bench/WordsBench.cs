using System.Diagnostics;
using System.Globalization;
using Mimi.Speech.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Speech.Bench;

/// <summary>Word errors over Debian's LibriVox clips.</summary>
internal static class WordsBench
{
    private const string Clips = "/usr/share/pocketsphinx/test/data/librivox";

    public static async Task RunAsync(ISpeechRecognizer recognizer)
    {
        int errors = 0, words = 0;
        foreach (string line in File.ReadLines(Path.Combine(Clips, "transcription")))
        {
            int name = line.LastIndexOf('(');
            string[] expected = WordErrors.Words(line[..name].Replace("<s>", "", StringComparison.Ordinal).Replace("</s>", "", StringComparison.Ordinal));
            float[] audio = Wave.Read(Path.Combine(Clips, line[(name + 1)..].TrimEnd(')', ' ') + ".wav"));
            var clock = Stopwatch.StartNew();
            await using ISpeechStream stream = recognizer.OpenStream();
            await stream.WriteAsync(audio);
            stream.Complete();
            var finals = new List<SpeechSegment>();
            await foreach (SpeechSegment segment in stream.ReadAllAsync())
            {
                finals.Add(segment);
            }

            string text = string.Join(' ', finals.Select(static segment => segment.Text));
            int wrong = WordErrors.Count(expected, WordErrors.Words(text));
            double seconds = audio.Length / 16_000.0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wrong}/{expected.Length} errors, {seconds:F2} s in {clock.Elapsed.TotalSeconds:F2} s (real-time factor {clock.Elapsed.TotalSeconds / seconds:F3}), {finals.Count} segments"));
            Console.WriteLine($"  {text}");
            Console.WriteLine($"  {string.Join(' ', finals.Select(static f => string.Create(CultureInfo.InvariantCulture, $"[{f.Start.TotalSeconds:F2}-{f.End.TotalSeconds:F2}]")))}");
            errors += wrong;
            words += expected.Length;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"word error rate {100.0 * errors / words:F1} % ({errors} of {words})"));
    }
}
