using System.Globalization;
using System.Text.Json;
using Mimi.Server.Configuration;
using Mimi.Speech;

namespace Mimi.Server.Scenarios.Reading;

/// <summary>Reads what an entry lets be heard, in the order of its time.</summary>
internal sealed class CueReader(ConfigurationFile file)
{
    public IReadOnlyList<ScenarioCue> ReadResults(List<ResultPart> results, string where)
    {
        List<ScenarioCue> cues = [];
        int index = 0;
        TimeSpan lastEnd = TimeSpan.Zero;
        foreach ((int i, ResultPart? part) in results.Index())
        {
            string at = Where(where, "results", i);
            ResultPart result = file.Checked(part, ScenarioJson.Default.ResultPart, at);
            if (result.Temporary is null == result.Final is null)
            {
                throw file.Error(at, "there must be either 'temporary' or 'final'");
            }

            bool isFinal = result.Final is not null;
            TimeSpan time = Time(result.At, isFinal, cues, at);
            TimeSpan start = Milliseconds(result.Start, "start", at) ?? lastEnd;
            TimeSpan end = Milliseconds(result.End, "end", at) ?? (time == ScenarioCue.AtEnd || time < start ? start : time);
            if (end < start)
            {
                throw file.Error(at, "'end' must not be less than 'start'");
            }

            cues.Add(new(time, new SpeechSegment(index, isFinal, result.Final ?? result.Temporary!, start, end)));
            (index, lastEnd) = isFinal ? (index + 1, end) : (index, lastEnd);
        }

        return cues;
    }

    public IReadOnlyList<ScenarioCue> ReadResponses(List<InterimPart> interim, JsonElement last, string where)
    {
        List<ScenarioCue> cues = [];
        foreach ((int i, InterimPart? part) in interim.Index())
        {
            string at = Where(where, "interim", i);
            InterimPart message = file.Checked(part, ScenarioJson.Default.InterimPart, at);
            TimeSpan time = Time(message.At, mayBeLast: false, cues, at);
            cues.Add(new(time, Marker(cues.Count, isFinal: false), Sendable(message.Response ?? throw file.Error(at, "'response' is missing"), at)));
        }

        cues.Add(new(ScenarioCue.AtEnd, Marker(cues.Count, isFinal: true), Sendable(last, where)));
        return cues;
    }

    private static SpeechSegment Marker(int number, bool isFinal) => new(number, isFinal, "", TimeSpan.Zero, TimeSpan.Zero);

    private static string Where(string entry, string list, int number) => $"{entry}.{list}[{number.ToString(CultureInfo.InvariantCulture)}]";

    /// <summary>Refuses what can be read but not written.</summary>
    private JsonElement Sendable(JsonElement response, string where)
    {
        try
        {
            using var json = new Utf8JsonWriter(Stream.Null);
            response.WriteTo(json);
            return response;
        }
        catch (InvalidOperationException)
        {
            throw file.Error(where, @"'response' has half a character in it: one of \ud800 to \udfff without its other half");
        }
    }

    private TimeSpan Time(int? at, bool mayBeLast, List<ScenarioCue> before, string where)
    {
        TimeSpan time = Milliseconds(at, "at", where) ?? (mayBeLast ? ScenarioCue.AtEnd : throw file.Error(where, "'at' is missing: after how many milliseconds of audio"));
        return before.Count == 0 || time >= before[^1].At ? time : throw file.Error(where, "'at' must not be before the one above; without 'at' it is the end of the audio");
    }

    private TimeSpan? Milliseconds(int? value, string member, string where) =>
        value is null ? null : value >= 0 ? TimeSpan.FromMilliseconds(value.Value) : throw file.Error(where, $"'{member}' must be 0 or more milliseconds");
}
