using System.Runtime.InteropServices;

namespace Mimi.Audio.Tests.Support;

/// <summary>Proper streams of many kinds, from both encoders.</summary>
internal static class FlacSeeds
{
    public static IReadOnlyList<byte[]> Own(int count, int seed)
    {
        var signals = new Signals(seed, Speech.Kennedy());
        return [.. Enumerable.Range(0, count).Select(_ => FlacCase.Next(signals).Stream)];
    }

    /// <summary>What the program flac makes of the same samples with other widths, channels and predictors.</summary>
    public static async Task<IReadOnlyList<(byte[] Stream, byte[] Pcm, int Bits)>> OfProgramAsync(CancellationToken cancellationToken)
    {
        short[] speech = Speech.Kennedy()[..9_600];
        var streams = new List<(byte[], byte[], int)>();
        foreach ((int bits, int channels, string flags) in new[]
        {
            (8, 1, "-5"), (8, 2, "-8"), (16, 1, "-0"), (16, 1, "-8 -e -p"), (16, 2, "-5"), (16, 3, "-5"), (16, 8, "-3"), (24, 1, "-5"), (24, 2, "-8"), (24, 6, "-5"),
            (24, 2, "-l 32 -r 15 -b 16384 --lax"), (16, 1, "-l 32 -q 15 --lax"), (24, 1, "-l 0"), (16, 1, "-b 1000 --lax"), (24, 2, "-l 12 -A welch"), (16, 1, "-l 0 -b 16"), (16, 2, "-b 32768 --lax"),
        })
        {
            byte[] pcm = Widen(speech, bits, channels);
            streams.Add((await FlacProgram.EncodeAsync(pcm, 48_000, channels, flags.Split(' '), cancellationToken, bits), pcm, bits));
        }

        return streams;
    }

    private static byte[] Widen(short[] speech, int bits, int channels)
    {
        var random = new Random(1);
        short[] samples = Signals.Interleave([.. Enumerable.Range(1, channels).Select(channel => speech.Select(sample => (short)(sample / channel)).ToArray())]);
        return bits switch
        {
            8 => [.. samples.Select(static sample => (byte)(sample >> 8))],
            24 => [.. samples.SelectMany(sample => new[] { (byte)random.Next(256), (byte)sample, (byte)(sample >> 8) })],
            _ => MemoryMarshal.AsBytes<short>(samples).ToArray(),
        };
    }
}
