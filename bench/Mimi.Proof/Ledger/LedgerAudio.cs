using Mimi.Client;

namespace Mimi.Proof.Ledger;

/// <summary>Audio whose every stretch tells its place: bursts and pauses of noise that never repeats, and has no sample of zero.</summary>
internal static class LedgerAudio
{
    public const int SampleRate = 8_000;
    public const int BytesPerSample = 2;
    public const int SamplesPerMillisecond = SampleRate / 1_000;
    public const int TotalSamples = 1 << 20;

    private const int NeedleBytes = 64;

    public static MimiAudioFormat Format { get; } = MimiAudioFormat.Pcm(SampleRate);

    /// <summary>Gets all of it: 131 seconds.</summary>
    public static ReadOnlyMemory<byte> All { get; } = Noise.Create(TotalSamples, SamplesPerMillisecond);

    public static TimeSpan ToTime(long samples) => TimeSpan.FromTicks(samples * (TimeSpan.TicksPerSecond / SampleRate));

    /// <summary>Finds the places, in samples, at which something that was heard may begin.</summary>
    public static List<int> Find(ReadOnlySpan<byte> audio, ReadOnlySpan<byte> heard)
    {
        ReadOnlySpan<byte> needle = heard[..Math.Min(NeedleBytes, heard.Length / BytesPerSample * BytesPerSample)];
        List<int> places = [];
        for (int at = 0; !needle.IsEmpty && audio[at..].IndexOf(needle) is var found and >= 0;)
        {
            at += found;
            if (at % BytesPerSample == 0)
            {
                places.Add(at / BytesPerSample);
            }

            at++;
        }

        return places;
    }
}
