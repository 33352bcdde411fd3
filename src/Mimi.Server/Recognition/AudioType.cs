using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mimi.Audio;
using Mimi.Audio.Conversion;
using Mimi.Server.Http;

namespace Mimi.Server.Recognition;

/// <summary>Reads <c>audio/x-pcm;bit=16;rate=16000;channels=1</c>, however it is spaced and whatever is left out (https://mimi.readme.io/docs/websocket-api).</summary>
internal static class AudioType
{
    private const string Pcm = "audio/x-pcm";
    private const string Flac = "audio/x-flac";
    private const string Example = $"'{Pcm};bit=16;rate=16000;channels=1'";
    private const int DefaultRate = 16_000;

    public static PcmFormat Parse(string? value)
    {
        string[] parts = (value ?? Pcm).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string type = parts.Length == 0 ? Pcm : parts[0];
        if (type.Equals(Flac, StringComparison.OrdinalIgnoreCase) || type.Equals("audio/flac", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported($"FLAC is not supported yet. Send {Example}.");
        }

        if (!type.Equals(Pcm, StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported($"The audio type '{type}' is not supported. Send {Example}.");
        }

        (int bits, int rate, int channels) = (16, DefaultRate, 1);
        foreach (string part in parts.Skip(1))
        {
            string[] pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            switch (pair[0].ToUpperInvariant())
            {
                case "BIT":
                    bits = Number(pair);
                    break;
                case "RATE":
                    rate = Number(pair);
                    break;
                case "CHANNELS":
                    channels = Number(pair);
                    break;
            }
        }

        return Check(bits, rate, channels);
    }

    private static PcmFormat Check(int bits, int rate, int channels)
    {
        if (bits != 16)
        {
            throw Unsupported($"bit={bits} is not supported. Send 16-bit little-endian samples: bit=16.");
        }

        if (rate is < PcmConverter.MinSampleRate or > PcmConverter.MaxSampleRate)
        {
            throw Unsupported($"rate={rate} is not supported. Send {PcmConverter.MinSampleRate} to {PcmConverter.MaxSampleRate} samples a second.");
        }

        if (channels is not (1 or 2))
        {
            throw Unsupported($"channels={channels} is not supported. Send 1 or 2.");
        }

        return new(rate, channels, bits);
    }

    private static int Number(string[] pair) =>
        pair.Length == 2 && int.TryParse(pair[1].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Unsupported($"'{pair[0]}' needs a whole number in the audio type, as in {Example}.");

    private static RefusedException Unsupported(string message) => new(StatusCodes.Status415UnsupportedMediaType, message);
}
