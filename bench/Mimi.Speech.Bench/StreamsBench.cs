using System.Diagnostics;
using System.Globalization;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Bench;

/// <summary>Plays one recording into many streams in real time, each starting a little later, and measures how late the results come.</summary>
internal static class StreamsBench
{
    private const int Chunk = 1_600;

    public static async Task RunAsync(ISpeechRecognizer recognizer, int count, int interval, string recording, int repeats)
    {
        float[] audio = [.. Enumerable.Repeat(Wave.Read(recording), repeats).SelectMany(static clip => clip)];
        var options = new SpeechStreamOptions { TemporaryInterval = interval > 0 ? TimeSpan.FromMilliseconds(interval) : null };
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, count).Select(i => OneAsync(recognizer, options, audio, TimeSpan.FromSeconds(5.0 * i / count))));
        double[] late = [.. outcomes.Select(static o => o.FinalLate).Order()];
        double load = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / clock.Elapsed;
        double seconds = audio.Length / 16_000.0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} streams, temporaries every {interval} ms: final {late[late.Length / 2]:F0} ms after the end (median), {late[^1]:F0} ms at worst; "
            + $"{outcomes.Average(static o => o.Temporaries) / seconds:F2} temporaries a second; {outcomes.Select(static o => o.Text).Distinct().Count()} different texts; {load:F2} processors"));
    }

    private static async Task<Outcome> OneAsync(ISpeechRecognizer recognizer, SpeechStreamOptions options, float[] audio, TimeSpan delay)
    {
        await Task.Delay(delay);
        await using ISpeechStream stream = recognizer.OpenStream(options);
        var clock = Stopwatch.StartNew();
        TimeSpan written = default;
        Task writing = Task.Run(async () =>
        {
            for (int at = 0; at < audio.Length; at += Chunk)
            {
                int length = Math.Min(Chunk, audio.Length - at);
                TimeSpan due = TimeSpan.FromSeconds((at + length) / 16_000.0) - clock.Elapsed;
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due);
                }

                await stream.WriteAsync(audio.AsMemory(at, length));
            }

            written = clock.Elapsed;
            stream.Complete();
        });
        int temporaries = 0;
        var text = new List<string>();
        await foreach (SpeechSegment segment in stream.ReadAllAsync())
        {
            temporaries += segment.IsFinal ? 0 : 1;
            if (segment.IsFinal)
            {
                text.Add(segment.Text);
            }
        }

        TimeSpan end = clock.Elapsed;
        await writing;
        return new Outcome((end - written).TotalMilliseconds, temporaries, string.Join(' ', text));
    }

    private sealed record Outcome(double FinalLate, int Temporaries, string Text);
}
