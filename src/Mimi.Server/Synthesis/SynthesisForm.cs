using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;
using Mimi.Speech;

namespace Mimi.Server.Synthesis;

/// <summary>What a caller wants to hear, checked before anything is done for it (https://mimi.readme.io/docs/tts-http-service).</summary>
internal sealed record SynthesisForm(SpeechSynthesisRequest Speech, bool IsWav, bool IsBigEndian)
{
    private const string OnlyEngine = "nict";

    public static SynthesisForm Parse(RequestForm form, int maxCharacters)
    {
        string text = TextLimit.Check(form.Required("text"), maxCharacters);
        Choose(form.Required("engine"), "engine", OnlyEngine);
        bool isWav = IsWavFormat(form["audio_format"] ?? "WAV");
        bool isBig = Choose(form["audio_endian"] ?? form["endian"] ?? "Little", "audio_endian", "Little", "Big") == "Big";
        if (isWav && isBig)
        {
            throw Refused("audio_endian=Big goes with audio_format=RAW: a WAV file is little-endian.");
        }

        var speech = new SpeechSynthesisRequest
        {
            Text = text,
            Language = form.Required("lang"),
            Male = Choose(form["gender"] ?? "unknown", "gender", "female", "male", "unknown") switch { "male" => true, "female" => false, _ => null },
            Rate = Rate(form["rate"]),
        };
        return new(speech, isWav, isBig);
    }

    private static bool IsWavFormat(string format) => format.ToUpperInvariant() switch
    {
        "WAV" => true,
        "RAW" => false,
        "ADPCM" or "SPEEX" => throw new RefusedException(StatusCodes.Status415UnsupportedMediaType, $"audio_format={format} is not supported here. Send WAV or RAW."),
        _ => throw Unknown("audio_format", format, ["WAV", "RAW"]),
    };

    private static double Rate(string? value) =>
        value is null ? 1
        : double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double rate) && rate is >= 0.5 and <= 2.0 ? rate
        : throw Unknown("rate", value, ["0.5 to 2.0"]);

    private static string Choose(string value, string field, params string[] right) =>
        right.FirstOrDefault(choice => choice.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(field, value, right);

    private static RefusedException Unknown(string field, string value, string[] right) =>
        Refused($"{field}={TextLimit.Shorten(value)} is not known. Send {string.Join(" or ", right)}.");

    private static RefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
