namespace Mimi.Audio.Tests.Support;

/// <summary>All kinds of 16-bit audio, the same for the same seed.</summary>
internal sealed class Signals(int seed, short[] speech)
{
    private const int Kinds = 14;

    private readonly Random _random = new(seed);

    public Random Random => _random;

    /// <summary>Makes some audio of one channel.</summary>
    public short[] Next(int samples)
    {
        double level = Math.Pow(10, -_random.NextDouble() * 4) * short.MaxValue;
        double period = 2 + (_random.NextDouble() * 400);
        int offset = _random.Next(speech.Length);
        double walk = 0;
        int kind = _random.Next(Kinds);
        return Make(samples, i => kind switch
        {
            0 => 0,
            1 => level,
            2 => level * Math.Sin(2 * Math.PI * i / period),
            3 => level * ((_random.NextDouble() * 2) - 1),
            4 => _random.Next(2) == 0 ? short.MinValue : short.MaxValue,
            5 => (i / (int)period) % 2 == 0 ? level : -level,
            6 => i % 100 == 0 ? level : 0,
            7 => walk += (_random.NextDouble() - 0.5) * level / 50,
            8 => (level * Math.Sin(i * i / 20_000.0)) + ((_random.NextDouble() - 0.5) * 4),
            9 => i < samples / 2 ? 0 : level * ((_random.NextDouble() * 2) - 1),
            10 => Math.Round(level * Math.Sin(i / period) / 256) * 256, // The lowest bits are always clear.
            11 => (short)_random.Next(ushort.MaxValue + 1),
            12 => speech[(offset + i) % speech.Length] * level / short.MaxValue,
            _ => speech[(offset + i) % speech.Length],
        });
    }

    /// <summary>Makes a second channel that has more or less in common with the first.</summary>
    public short[] Beside(short[] channel)
    {
        double share = _random.NextDouble();
        int noise = 1 << _random.Next(10);
        return _random.Next(5) switch
        {
            0 => channel,
            1 => Next(channel.Length),
            2 => Make(channel.Length, i => -channel[i]),
            3 => Make(channel.Length, i => channel[i] * share),
            _ => Make(channel.Length, i => channel[i] + _random.Next(-noise, noise)),
        };
    }

    public static short[] Interleave(params short[][] channels) =>
        Make(channels[0].Length * channels.Length, i => channels[i % channels.Length][i / channels.Length]);

    private static short[] Make(int samples, Func<int, double> sample)
    {
        short[] made = new short[samples];
        for (int i = 0; i < samples; i++)
        {
            made[i] = (short)Math.Clamp(Math.Round(sample(i)), short.MinValue, short.MaxValue);
        }

        return made;
    }
}
