using System.Globalization;
using Mimi.Audio.Tests.Support;

namespace Mimi.Audio.Bench;

/// <summary>Measures many changes of rate with many tones.</summary>
internal static class ResampleQuality
{
    private const int Tones = 200;

    private static readonly (int From, int To)[] Changes =
    [
        (192_000, 16_000), (96_000, 16_000), (48_000, 16_000), (44_100, 16_000), (37_813, 16_000), (32_000, 16_000), (22_050, 16_000), (16_000, 8_000),
        (8_000, 16_000), (11_025, 16_000), (44_100, 48_000), (48_000, 44_100),
    ];

    public static int Run()
    {
        foreach ((int from, int to) in Changes)
        {
            var quality = ResamplingQuality.Measure(from, to, Tones);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{from} to {to} Hz: stop band {quality.StopBandDecibels:F1} dB, pass band within {quality.RippleDecibels:F4} dB, besides a tone {quality.ResidueDecibels:F1} dB"));
        }

        return 0;
    }
}
