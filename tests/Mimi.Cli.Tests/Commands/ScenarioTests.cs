using System.Text.Json;
using Mimi.Cli.Support;

namespace Mimi.Cli.Commands;

/// <summary>What has no model: the local mimi inside of the command answers from a file.</summary>
public sealed class ScenarioTests : IDisposable
{
    private readonly CliRun _cli = new();
    private readonly TestFolder _folder = new();

    public void Dispose()
    {
        _cli.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Translate_Scenario_WritesItsLines()
    {
        string scenario = Scenario("""{ "service": "machine_translation", "language": "ja", "targetLanguage": "en", "text": "こんにちは。", "translation": ["Hello.", "Good day."] }""");

        Assert.Equal((0, ""), (await _cli.RunAsync("translate", "こんにちは。", "--scenario", scenario), _cli.Error));

        Assert.Equal("Hello.\nGood day.\n", _cli.Out);
    }

    [Fact]
    public async Task Translate_WithoutScenario_SaysThatThereIsNone()
    {
        Assert.Equal(76, await _cli.RunAsync("translate", "Hello.", "--from", "en", "--to", "ja"));

        Assert.Contains("501", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("translate a --from en --to fr", "--from en --to fr: one of the two languages must be ja")]
    [InlineData("translate a --to ja", "--from ja --to ja: one of the two")]
    [InlineData("translate a --url http://127.0.0.1:1/ --scenario a.json", "--scenario is for the local mimi")]
    [InlineData("emotion a.raw", "--rate 16000")]
    [InlineData("emotion", "mimi emotion --help")]
    [InlineData("speak a --rate 2.5 -o x", "from 0.5 to 2")]
    [InlineData("speak a --gender other -o x", "unknown, female or male")]
    [InlineData("token issue", "mimi token issue --help")]
    [InlineData("token", "mimi token --help")]
    public async Task Run_WrongCommandLine_IsOneLineAndUsage(string line, string helps)
    {
        Assert.Equal(64, await _cli.RunAsync(line.Split(' ')));

        Assert.Contains(helps, _cli.Error, StringComparison.Ordinal);
        Assert.Equal(_cli.Error.Length - 1, _cli.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Translate_ScenarioWrong_SaysWhere()
    {
        string scenario = _folder.Write("a.json", """{ "entries": [ { "servis": "x" } ] }"""u8.ToArray());

        Assert.Equal(78, await _cli.RunAsync("translate", "あ", "--scenario", scenario));

        Assert.StartsWith($"mimi: --scenario {scenario}: ", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emotion_Scenario_WritesTheStrongestFirst()
    {
        string scenario = Scenario("""{ "service": "emo-categorical", "response": { "scores": { "neutral": 0.25, "happiness": 0.7, "sadness": 0.05 } } }""");
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));

        Assert.Equal((0, ""), (await _cli.RunAsync("emotion", file, "--scenario", scenario), _cli.Error));

        Assert.Equal("happiness 0.7\nneutral 0.25\nsadness 0.05\n", _cli.Out);
    }

    [Fact]
    public async Task Emotion_Json_IsOneObject()
    {
        string scenario = Scenario("""{ "service": "emo-categorical", "response": { "scores": { "neutral": 1 } } }""");
        string file = _folder.Write("感情.wav", Wav.Silence(TimeSpan.FromSeconds(1)));

        Assert.Equal(0, await _cli.RunAsync("emotion", file, "--json", "--scenario", scenario));

        JsonElement result = JsonDocument.Parse(_cli.Out).RootElement;
        Assert.Equal((file, 1), (result.GetProperty("file").GetString(), result.GetProperty("scores").GetProperty("neutral").GetDouble()));
    }

    private string Scenario(string entry) => _folder.Write("scenario.json", System.Text.Encoding.UTF8.GetBytes($"{{ \"entries\": [ {entry} ] }}"));
}
