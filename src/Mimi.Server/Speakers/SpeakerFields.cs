using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;

namespace Mimi.Server.Speakers;

/// <summary>What a caller says of a speaker; null is what they leave out.</summary>
internal sealed record SpeakerFields(string? Name, int? Lang, int? Sex, int? Age)
{
    /// <summary>Ours; names and descriptions are kept, thousands of them, until the server stops.</summary>
    public const int MaxNameCharacters = 1_000;

    public static SpeakerFields Parse(RequestForm form) =>
        new(form["name"] is { } name ? TextLimit.Check(name, MaxNameCharacters) : null, Number(form, "lang"), Number(form, "sex"), Number(form, "age"));

    public Speaker Apply(Speaker speaker) =>
        speaker with { Name = Name ?? speaker.Name, Lang = Lang ?? speaker.Lang, Sex = Sex ?? speaker.Sex, Age = Age ?? speaker.Age };

    private static int? Number(RequestForm form, string field) =>
        form[field] is not { } value ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw new RefusedException(StatusCodes.Status400BadRequest, $"'{field}' must be a whole number{(field == "lang" ? ": 0 is Japanese" : "")}.");
}
