using Mimi.Client;
using Mimi.Proof.Ledger;

namespace Mimi.Proof.Soak;

/// <summary>Hours of audio that tell their place, in 4 MiB: a ring of noise, two minutes around. No stretch that a session keeps is as long as that, so each is at one place only.</summary>
internal static class SoakAudio
{
    public const int SampleRate = 16_000;
    public const int SamplesPerMillisecond = SampleRate / 1_000;
    public const int BytesPerSample = 2;
    public const int BytesPerSecond = SampleRate * BytesPerSample;

    /// <summary>After how many bytes the audio is the same again.</summary>
    public const int RingBytes = RingSamples * BytesPerSample;

    private const int RingSamples = 1 << 21;


    /// <summary>The ring once more at its end, as far as one reads at a time.</summary>
    private const int LongestSlice = 131_072;

    private static readonly byte[] Ring = Create();

    public static MimiAudioFormat Format { get; } = MimiAudioFormat.Pcm(SampleRate);

    /// <summary>Gets how much memory it takes.</summary>
    public static long MemoryBytes => Ring.Length;

    /// <summary>Reads audio: at most 131,072 bytes.</summary>
    /// <param name="place">Where, in bytes.</param>
    /// <param name="count">How many bytes.</param>
    public static ReadOnlyMemory<byte> Slice(long place, int count) => Ring.AsMemory((int)(place % RingBytes), count);

    /// <summary>Finds where something begins that was handed over before a place: the latest places first. Something very short may be in several.</summary>
    /// <param name="heard">Its beginning.</param>
    /// <param name="before">What place it is before, in bytes.</param>
    public static List<long> Find(ReadOnlySpan<byte> heard, long before)
    {
        List<long> places = [];
        ReadOnlySpan<byte> ring = Ring;
        for (int at = 0; ring[at..].IndexOf(heard) is var found and >= 0 && at + found < RingBytes; at++)
        {
            at += found;
            long back = ((before - at) % RingBytes + RingBytes) % RingBytes;
            if (at % BytesPerSample == 0 && back >= heard.Length)
            {
                places.Add(before - back);
            }
        }

        places.Sort(static (first, second) => second.CompareTo(first));
        return places;
    }

    public static TimeSpan ToTime(long samples) => TimeSpan.FromTicks(samples * (TimeSpan.TicksPerSecond / SampleRate));

    private static byte[] Create()
    {
        byte[] ring = Noise.Create(RingSamples, SamplesPerMillisecond);
        return [.. ring, .. ring.AsSpan(0, LongestSlice)];
    }
}
