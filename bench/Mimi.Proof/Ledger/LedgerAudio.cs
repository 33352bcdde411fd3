using System.Buffers.Binary;
using Mimi.Client;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>Audio whose every stretch tells its place: bursts and pauses of noise that never repeats, and has no sample of zero.</summary>
internal static class LedgerAudio
{
    public const int SampleRate = 8_000;
    public const int BytesPerSample = 2;
    public const int SamplesPerMillisecond = SampleRate / 1_000;
    public const int TotalSamples = 1 << 20;

    private const int NeedleBytes = 64;
    private const int QuietAmplitude = 100;
    private const int LoudAmplitude = 16_000;

    public static MimiAudioFormat Format { get; } = MimiAudioFormat.Pcm(SampleRate);

    /// <summary>Gets all of it: 131 seconds.</summary>
    public static ReadOnlyMemory<byte> All { get; } = Create();

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

    private static byte[] Create()
    {
        var dice = new FuzzRandom(8_000, 0);
        byte[] audio = new byte[TotalSamples * BytesPerSample];
        bool isLoud = true;
        for (int i = 0; i < TotalSamples; isLoud = !isLoud)
        {
            int amplitude = isLoud ? LoudAmplitude : QuietAmplitude;
            int length = isLoud ? dice.Between(300, 2_500) : dice.Between(150, 900);
            for (int end = Math.Min(TotalSamples, i + (length * SamplesPerMillisecond)); i < end; i++)
            {
                int value = dice.Between(1, amplitude) * (dice.Percent(50) ? 1 : -1);
                BinaryPrimitives.WriteInt16LittleEndian(audio.AsSpan(i * BytesPerSample), (short)value);
            }
        }

        return audio;
    }
}
