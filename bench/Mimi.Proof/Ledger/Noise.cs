using System.Buffers.Binary;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>Bursts and pauses of noise, as long as those of speech. It never repeats, and has no sample of zero.</summary>
internal static class Noise
{
    private const int Seed = 8_000;
    private const int BytesPerSample = 2;
    private const int QuietAmplitude = 100;
    private const int LoudAmplitude = 16_000;

    public static byte[] Create(int samples, int samplesPerMillisecond)
    {
        var dice = new FuzzRandom(Seed, 0);
        byte[] audio = new byte[samples * BytesPerSample];
        bool isLoud = true;
        for (int i = 0; i < samples; isLoud = !isLoud)
        {
            int amplitude = isLoud ? LoudAmplitude : QuietAmplitude;
            int length = isLoud ? dice.Between(300, 2_500) : dice.Between(150, 900);
            for (int end = Math.Min(samples, i + (length * samplesPerMillisecond)); i < end; i++)
            {
                int value = dice.Between(1, amplitude) * (dice.Percent(50) ? 1 : -1);
                BinaryPrimitives.WriteInt16LittleEndian(audio.AsSpan(i * BytesPerSample), (short)value);
            }
        }

        return audio;
    }
}
