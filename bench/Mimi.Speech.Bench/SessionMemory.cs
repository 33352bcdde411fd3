using System.Diagnostics;
using System.Globalization;

namespace Mimi.Speech.Bench;

/// <summary>What streams add to the memory of a process: while nobody speaks, while everybody has spoken for long, and when they have gone and come again.</summary>
internal static class SessionMemory
{
    private static readonly TimeSpan Spoken = TimeSpan.FromSeconds(40);

    /// <summary>Measures.</summary>
    /// <returns>Megabytes of the process before, and of each stream: silent, having spoken, and in a second round.</returns>
    public static async Task<(double Before, double Silent, double Speaking, double Again)> RunAsync(ISpeechRecognizer recognizer, int count)
    {
        Sessions.Speech speech = Sessions.Speech.ReadAll(TimeSpan.FromSeconds(0.1))[0].Repeat(Spoken);
        float[] samples = speech.Samples;
        await SpeakAsync([recognizer.OpenStream()], samples); // What a process needs once.
        double before = Megabytes();
        (double silent, double speaking) = await RoundAsync(recognizer, count, samples);
        (_, double again) = await RoundAsync(recognizer, count, samples);
        return (before, (silent - before) / count, (speaking - before) / count, (again - before) / count);
    }

    public static async Task PrintAsync(ISpeechRecognizer recognizer, int count)
    {
        (double before, double silent, double speaking, double again) = await RunAsync(recognizer, count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before:0} MB before; {count} streams: {silent:0.0} MB each while silent, {speaking:0.0} MB after {Spoken.TotalSeconds:0} s of speech each, {again:0.0} MB in a second round"));
    }

    private static async Task<(double Silent, double Speaking)> RoundAsync(ISpeechRecognizer recognizer, int count, float[] samples)
    {
        ISpeechStream[] streams = [.. Enumerable.Range(0, count).Select(_ => recognizer.OpenStream(new() { TemporaryInterval = TimeSpan.FromSeconds(1.5) }))];
        foreach (ISpeechStream stream in streams)
        {
            await stream.WriteAsync(new float[16_000]); // From now on it has a voice detector.
        }

        await SpeakAsync([recognizer.OpenStream()], samples[..16_000]); // Behind all of theirs in the queue, so they have been heard.
        double silent = Megabytes();
        await SpeakAsync(streams, samples);
        return (silent, Megabytes());
    }

    private static async Task SpeakAsync(ISpeechStream[] streams, float[] samples)
    {
        await Task.WhenAll(streams.Select(async stream =>
        {
            Task writing = Task.Run(async () =>
            {
                for (int at = 0; at < samples.Length; at += 1_600)
                {
                    await stream.WriteAsync(samples.AsMemory(at, Math.Min(1_600, samples.Length - at)));
                }

                stream.Complete();
            });
            await foreach (SpeechSegment _ in stream.ReadAllAsync())
            {
            }

            await writing;
            await stream.DisposeAsync();
        }));
    }

    private static double Megabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1_048_576.0;
    }
}
