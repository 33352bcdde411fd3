using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Mimi.Audio.Flac;
using Mimi.Audio.Tests.Support;

namespace Mimi.Audio.Bench;

/// <summary>Measures on one thread, warmed up, in processor time of this process.</summary>
internal static class FlacSpeed
{
    private const int Rate = 16_000;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    public static int Run(FileInfo[] recordings)
    {
        short[] speech = [.. recordings.SelectMany(static file => Speech.Read(file.FullName))];
        for (int level = 0; level <= 8; level++)
        {
            var output = new ArrayBufferWriter<byte>(speech.Length * 4);
            var encoder = new FlacEncoder(new() { Level = level });
            Measure(string.Create(CultureInfo.InvariantCulture, $"encode, level {level}"), speech.Length, () =>
            {
                output.ResetWrittenCount();
                encoder.Write(speech, output);
            });
        }

        MeasureDecoder(speech);
        return 0;
    }

    private static void MeasureDecoder(short[] speech)
    {
        var stream = new ArrayBufferWriter<byte>();
        var encoder = new FlacEncoder();
        encoder.Write(speech, stream);
        encoder.Complete(stream);
        var pcm = new ArrayBufferWriter<byte>(speech.Length * 2);
        Measure("decode", speech.Length, () =>
        {
            pcm.ResetWrittenCount();
            new FlacDecoder().Write(stream.WrittenSpan, pcm);
        });
    }

    private static void Measure(string name, int samples, Action action)
    {
        var warmUp = Stopwatch.StartNew();
        while (warmUp.Elapsed < Least)
        {
            action();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        int runs = 0;
        while (clock.Elapsed < Least)
        {
            action();
            runs++;
        }

        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime - before;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        double seconds = (double)samples / Rate * runs;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {seconds / processor.TotalSeconds:N0} times real time ({seconds / clock.Elapsed.TotalSeconds:N0} by the clock on the wall), {allocated / runs} bytes allocated a run"));
    }
}
