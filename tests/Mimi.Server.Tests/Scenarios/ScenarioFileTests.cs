using System.Runtime.CompilerServices;

namespace Mimi.Server.Tests.Scenarios;

/// <summary>The scenario file, and what is said of each mistake in it.</summary>
public sealed class ScenarioFileTests
{
    [Theory]
    [InlineData("""{ }""", "'entries' is missing")]
    [InlineData("""{ "entry": [] }""", "'entry' means nothing here; its members are entries")]
    [InlineData("""{ "entries": [null] }""", "entries[0]: it is null")]
    [InlineData("""{ "entries": [{ "service": "LID" }] }""", "'service' must be one of asr, nict-asr, lid, lidasr, srs, emo-categorical, air, google-asr, machine_translation")]
    [InlineData("""{ "entries": [{ "service": "lid", "responses": [] }] }""", "'responses' means nothing here; its members are service, language, targetLanguage, text, audio, translation, results, type, interim, response, faults")]
    [InlineData("""{ "entries": [{ "service": "lid" }] }""", "'response' is missing")]
    [InlineData("""{ "entries": [{ "service": "lid", "response": [], "translation": ["a"] }] }""", "'translation' means nothing for 'lid'; its members are service, language, audio, type, interim, response, faults")]
    [InlineData("""{ "entries": [{ "service": "machine_translation", "audio": {}, "translation": ["a"] }] }""", "'audio' means nothing for 'machine_translation'")]
    [InlineData("""{ "entries": [{ "service": "machine_translation", "translation": [] }] }""", "'translation' must be a list of strings")]
    [InlineData("""{ "entries": [{ "service": "asr", "response": [] }] }""", "'response' means nothing for 'asr'")]
    [InlineData("""{ "entries": [{ "service": "asr" }] }""", "'results' is missing")]
    [InlineData("""{ "entries": [{ "service": "asr", "results": [{ "final": "あ", "text": "い" }] }] }""", "entries[0].results[0]: 'text' means nothing here; its members are at, temporary, final, start, end")]
    [InlineData("""{ "entries": [{ "service": "asr", "results": [{ "at": 1 }] }] }""", "either 'temporary' or 'final'")]
    [InlineData("""{ "entries": [{ "service": "asr", "results": [{ "temporary": "あ" }] }] }""", "'at' is missing")]
    [InlineData("""{ "entries": [{ "service": "asr", "results": [{ "at": -1, "final": "あ" }] }] }""", "'at' must be 0 or more")]
    [InlineData("""{ "entries": [{ "service": "asr", "results": [{ "final": "あ" }, { "at": 5, "final": "い" }] }] }""", "results[1]: 'at' must not be before the one above")]
    [InlineData("""{ "entries": [{ "service": "asr", "results": [{ "at": 9, "final": "あ", "start": 8, "end": 7 }] }] }""", "'end' must not be less than 'start'")]
    [InlineData("""{ "entries": [{ "service": "lid", "response": [], "interim": [{ "response": [] }] }] }""", "entries[0].interim[0]: 'at' is missing")]
    [InlineData("""{ "entries": [{ "service": "lid", "response": [], "audio": { "min": 1 } }] }""", "entries[0].audio: 'min' means nothing here; its members are minMilliseconds, maxMilliseconds")]
    [InlineData("""{ "entries": [{ "service": "lid", "response": [], "audio": { "minMilliseconds": 5, "maxMilliseconds": 4 } }] }""", "'maxMilliseconds' no less")]
    [InlineData("""{ "entries": [{ "service": "lid", "response": [], "faults": [{ "close": 1011 }] }] }""", "'faults' is reserved for a later version")]
    [InlineData("""{ "entries": [{ "service": "lid", "response": [{ "lang": "\ud800" }] }] }""", "entries[0]: 'response' has half a character")]
    [InlineData("""{ "entries": [{ "service": "lid", "response": [], "interim": [{ "at": 1, "response": "\udc00" }] }] }""", "entries[0].interim[0]: 'response' has half a character")]
    [InlineData("""{ "entries": [{ "service": "lid", "language": 5 }] }""", "$.entries[0].language, line 1")]
    [InlineData("""{ "entries": [{ "service": "lid", "service": "srs" }] }""", "line 1")]
    public void Parse_Mistake_SaysWhereAndWhatIsRight(string json, string expected)
    {
        var e = Assert.Throws<InvalidDataException>(() => MimiScenario.Parse(json));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains("docs/scenarios.md", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FaultsEmpty_IsReserved() =>
        Assert.NotNull(MimiScenario.Parse("""{ "entries": [{ "service": "lid", "response": [], "faults": [] }] }""").Perform("lid", "ja"));

    [Fact]
    public void Load_ShippedExamples_AreRight()
    {
        string[] files = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Here())!, "../../../samples/scenarios"), "*.json");

        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.NotNull(MimiScenario.Load(file)));
        Assert.Throws<FileNotFoundException>(() => MimiScenario.Load("/nowhere.json"));
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
