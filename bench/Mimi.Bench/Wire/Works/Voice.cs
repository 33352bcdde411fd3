namespace Mimi.Bench.Wire.Works;

/// <summary>Audio that is taken for speech, so that whatever looks at it has its work: a voice-like tone that swells and fades four times a second, over noise.</summary>
internal static class Voice
{
    public const int ChunkBytes = 3_200; // 100 ms of 16 kHz, 16 bit, mono.

    private const int SampleRate = 16_000;

    /// <summary>Two seconds of it, in chunks.</summary>
    public static ReadOnlyMemory<byte>[] Chunks { get; } = [.. Enumerable.Range(0, 20).Select(Chunk)];

    private static ReadOnlyMemory<byte> Chunk(int index)
    {
        var random = new Random(index);
        byte[] chunk = new byte[ChunkBytes];
        for (int i = 0; i < ChunkBytes / sizeof(short); i++)
        {
            double time = ((double)index * ChunkBytes / sizeof(short) + i) / SampleRate;
            double swell = Math.Max(0, Math.Sin(2 * Math.PI * 4 * time));
            double value = (6_000 * swell * Math.Sin(2 * Math.PI * 180 * time) * Math.Sin(2 * Math.PI * 700 * time)) + random.Next(-20, 20);
            BitConverter.TryWriteBytes(chunk.AsSpan(i * sizeof(short)), (short)value);
        }

        return chunk;
    }
}
