using Mimi.TestSupport;

namespace Mimi.Speech.Bench;

/// <summary>What a second of one long monologue costs, and whether it costs more the longer it lasts.</summary>
internal static class MonologueCost
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    /// <summary>Recognizes a monologue as fast as it goes.</summary>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="minutes">How long the monologue is.</param>
    /// <param name="interval">How often temporaries are made; null makes none.</param>
    public static async Task<MonologueOutcome> RunAsync(ISpeechRecognizer recognizer, int minutes, TimeSpan? interval)
    {
        Sessions.Speech speech = Sessions.Speech.ReadAll(Pause)[0];
        int times = (int)Math.Ceiling(TimeSpan.FromMinutes(minutes) / speech.Duration);
        float[] samples = speech.Samples; // Said again and again: a monologue in one piece would be most of the memory that is measured.
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await using ISpeechStream stream = recognizer.OpenStream(new() { TemporaryInterval = interval });
        Task writing = Task.Run(async () =>
        {
            for (int time = 0; time < times; time++)
            {
                for (int at = 0; at < samples.Length; at += 1_600)
                {
                    await stream.WriteAsync(samples.AsMemory(at, Math.Min(1_600, samples.Length - at)));
                }
            }

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

        await writing;
        TimeSpan spent = Environment.CpuUsage.TotalTime - before;
        (long heap, long process) = ProcessMemory.Read();
        TimeSpan duration = speech.Duration * times;
        string[] words = [.. Enumerable.Repeat(speech.Words, times).SelectMany(static said => said)];
        return new(
            duration,
            spent / duration,
            temporaries / duration.TotalSeconds,
            text.Count,
            (double)WordErrors.Count(words, WordErrors.Words(string.Join(' ', text))) / words.Length,
            heap >> 20,
            process >> 20);
    }
}
