using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;
using Mimi.Wire;

namespace Mimi.Server.Recognition;

/// <summary>What <c>x-mimi-nict-asr-options</c> asks for (https://mimi.readme.io/reference/mimi-asr-powered-by-nict).</summary>
/// <param name="IsVersion2">Whether to answer in the second format. The first is the default.</param>
/// <param name="Progressive">Whether to send what became final before the end.</param>
/// <param name="Temporary">Whether to send what may still change.</param>
/// <param name="TemporaryInterval">How often, in audio time.</param>
internal sealed record NictAsrOptions(bool IsVersion2, bool Progressive, bool Temporary, TimeSpan TemporaryInterval)
{
    /// <summary>mimi publishes no defaults for these. Who does not ask for interim results may not know them, so none are sent; the interval is what mimi's Kotlin client asks for.</summary>
    private static readonly NictAsrOptions Default = new(false, false, false, TimeSpan.FromMilliseconds(1_500));

    /// <summary>A shorter interval would only repeat the same words.</summary>
    private const int MinIntervalMilliseconds = 100;

    public static NictAsrOptions Parse(string? value)
    {
        NictAsrOptions options = Default;
        foreach (string part in (value ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            string setting = pair.Length == 2 ? pair[1] : "";
            options = pair[0] switch
            {
                "response_format" => options with { IsVersion2 = IsVersion2Of(setting) },
                "progressive" => options with { Progressive = Flag(pair[0], setting) },
                "temporary" => options with { Temporary = Flag(pair[0], setting) },
                "temporary_interval" => options with { TemporaryInterval = Interval(setting) },
                _ => options, // mimi may know options that we do not.
            };
        }

        return options;
    }

    private static bool IsVersion2Of(string value) => value switch
    {
        "v1" => false,
        "v2" => true,
        _ => throw Wrong("response_format", value, "v1 or v2"),
    };

    private static bool Flag(string key, string value) =>
        bool.TryParse(value, out bool flag) ? flag : throw Wrong(key, value, "true or false"); // Also Python's True and False.

    private static TimeSpan Interval(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Max(milliseconds, MinIntervalMilliseconds))
            : throw Wrong("temporary_interval", value, "a whole number of milliseconds");

    private static RefusedException Wrong(string key, string value, string right) =>
        new(StatusCodes.Status400BadRequest, $"'{key}={value}' in {MimiHeaders.NictAsrOptions} is not known. Send {right}.");
}
