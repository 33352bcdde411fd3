using System.Globalization;
using Mimi.Client.Services;

namespace Mimi.Client.NictTts;

/// <summary>What synthesis is asked with: the fields of a form.</summary>
internal static class NictTtsWire
{
    public static MimiRequestBody ToForm(string text, NictTtsOptions options)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("text", text),
            new("engine", "nict"),
            new("lang", options.Language.Code),
            new("audio_format", options.AudioFormat.Name),
            new("audio_endian", options.Endianness == NictTtsEndianness.Big ? "Big" : "Little"),
            new("gender", GenderOf(options.Gender)),
#pragma warning disable MIMI0001 // Whoever set it has accepted that it is experimental.
            new("rate", options.Rate.ToString("0.0##############", CultureInfo.InvariantCulture)),
#pragma warning restore MIMI0001
        ];
        if (options.Age is { } age)
        {
            fields.Add(new("age", age));
        }

        if (options.Native is { } native)
        {
            fields.Add(new("native", native));
        }

        return MimiRequestBody.FromForm(fields);
    }

    private static string GenderOf(NictTtsGender gender) => gender switch
    {
        NictTtsGender.Female => "female",
        NictTtsGender.Male => "male",
        _ => "unknown",
    };
}
