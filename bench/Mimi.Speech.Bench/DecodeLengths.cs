using System.Globalization;

namespace Mimi.Speech.Bench;

/// <summary>What one decode costs, by the length of its audio: the shape of this curve says what temporaries may decode again.</summary>
internal static class DecodeLengths
{
    private const int Runs = 10;

    public static async Task RunAsync(ISpeechRecognizer recognizer)
    {
        float[] audio = Sessions.Speech.ReadAll(TimeSpan.FromSeconds(0.1))[0].Samples;
        foreach (double seconds in new[] { 1, 1, 2, 3, 4, 6, 8, 10, 11.5 })
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            int words = 0;
            for (int run = 0; run < Runs; run++)
            {
                await using ISpeechStream stream = recognizer.OpenStream();
                await stream.WriteAsync(audio.AsMemory(0, (int)(seconds * 16_000)));
                stream.Complete();
                await foreach (SpeechSegment segment in stream.ReadAllAsync())
                {
                    words += segment.Text.Split(' ').Length;
                }
            }

            double cost = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Runs;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds,4:0.0} s of audio: {cost,5:0} ms of a processor, {cost / seconds,4:0} ms per second, {words / Runs} words"));
        }
    }
}
