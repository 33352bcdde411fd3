using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Mimi.Audio.Flac;
using Mimi.Audio.Tests.Support;

namespace Mimi.Audio.Bench;

/// <summary>Compares sizes with those of the program flac.</summary>
internal static class FlacSize
{
    public static async Task<int> RunAsync(FileInfo[] recordings, CancellationToken cancellationToken)
    {
        short[][] speech = [.. recordings.Select(static file => Speech.Read(file.FullName))];
        long pcm = speech.Sum(static samples => 2L * samples.Length);
        Console.WriteLine($"{recordings.Length} recordings, {pcm:N0} bytes of PCM");
        for (int level = 0; level <= 8; level++)
        {
            long ours = 0;
            long theirs = 0;
            foreach (short[] samples in speech)
            {
                ours += Encode(samples, level).Length;
                theirs += (await FlacProgram.EncodeAsync(MemoryMarshal.AsBytes<short>(samples).ToArray(), 16_000, 1, [$"-{level}"], cancellationToken)).Length;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"level {level}: {ours:N0} bytes, flac {theirs:N0} ({100.0 * ((double)ours / theirs - 1):+0.00;-0.00} %); {100.0 * ours / pcm:F1} % of the PCM"));
        }

        foreach (int block in new[] { 160, 320, 800, 1_600, 4_096 })
        {
            long ours = speech.Sum(samples => (long)Encode(samples, level: 5, block).Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"level 5, blocks of {block / 16} ms: {ours:N0} bytes, {100.0 * ours / pcm:F1} % of the PCM"));
        }

        return 0;
    }

    private static ReadOnlyMemory<byte> Encode(short[] samples, int level, int? block = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new FlacEncoder(new() { Level = level, BlockFrames = block });
        encoder.Write(samples, output);
        encoder.Complete(output);
        return output.WrittenMemory;
    }
}
