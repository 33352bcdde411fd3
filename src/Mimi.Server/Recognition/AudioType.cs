using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mimi.Audio;
using Mimi.Audio.Conversion;
using Mimi.Server.Http;

namespace Mimi.Server.Recognition;

/// <summary>What a caller says of the audio: <c>audio/x-pcm;bit=16;rate=16000;channels=1</c>, or <c>audio/x-flac</c>, however it is spaced and whatever is left out (https://mimi.readme.io/docs/websocket-api).</summary>
/// <param name="IsFlac">Whether it is a FLAC stream, which says itself what it is.</param>
/// <param name="Rate">The samples a second, if they were named.</param>
/// <param name="Channels">The channels, if they were named.</param>
internal sealed record AudioType(bool IsFlac, int? Rate, int? Channels)
{
    private const string PcmName = "audio/x-pcm";
    private const string FlacName = "audio/x-flac";
    private const string Example = $"'{PcmName};bit=16;rate=16000;channels=1'";
    private const int DefaultRate = 16_000;

    /// <summary>Gets the format of PCM.</summary>
    public PcmFormat Pcm => new(Rate ?? DefaultRate, Channels ?? 1);

    public static AudioType Parse(string? value)
    {
        string[] parts = (value ?? PcmName).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string type = parts.Length == 0 ? PcmName : parts[0];
        bool isFlac = type.Equals(FlacName, StringComparison.OrdinalIgnoreCase) || type.Equals("audio/flac", StringComparison.OrdinalIgnoreCase);
        if (!isFlac && !type.Equals(PcmName, StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported($"The audio type '{type}' is not supported. Send {Example} or '{FlacName}'.");
        }

        (int? bits, int? rate, int? channels) = (null, null, null);
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

        Check(bits ?? 16, rate ?? DefaultRate, channels ?? 1);
        return new(isFlac, rate, channels);
    }

    /// <summary>Reads the type where only PCM is taken.</summary>
    public static PcmFormat ParsePcm(string? value) => Parse(value) is { IsFlac: false } type ? type.Pcm : throw Unsupported($"FLAC is not supported here. Send {Example}.");

    /// <summary>Demands what the recognizers can be given.</summary>
    public static void Check(int bits, int rate, int channels)
    {
        if (bits != 16)
        {
            throw Unsupported($"bit={bits} is not supported. Send 16-bit samples: bit=16.");
        }

        if (rate is < PcmConverter.MinSampleRate or > PcmConverter.MaxSampleRate)
        {
            throw Unsupported($"rate={rate} is not supported. Send {PcmConverter.MinSampleRate} to {PcmConverter.MaxSampleRate} samples a second.");
        }

        if (channels is not (1 or PcmConverter.MaxChannels))
        {
            throw Unsupported($"channels={channels} is not supported. Send 1 or 2.");
        }
    }

    public static RefusedException Unsupported(string message) => new(StatusCodes.Status415UnsupportedMediaType, message);

    private static int Number(string[] pair) =>
        pair.Length == 2 && int.TryParse(pair[1].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Unsupported($"'{pair[0]}' needs a whole number in the audio type, as in {Example}.");
}
