using Mimi.Cli.Support;

namespace Mimi.Cli.Recognition;

/// <summary>The local mimi of commands that recognise nothing, where there is no folder for models.</summary>
public sealed class LocalMimiTests : IDisposable
{
    private static readonly string[] NoHome = ["HOME=", "XDG_CACHE_HOME=", "XDG_CONFIG_HOME="];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Token_NoFolderForModels_IsIssued()
    {
        await using MimiProcess mimi = MimiProcess.Start(NoHome, "token", "issue", "--scope", "asr/http-api-service");

        Assert.Equal((0, ""), (await mimi.WaitAsync(), mimi.Error));

        Assert.NotEmpty(mimi.Out.Trim());
    }

    [Fact]
    public async Task Translate_NoFolderForModels_AnswersFromTheScenario()
    {
        await using MimiProcess mimi = MimiProcess.Start(NoHome, "translate", "やあ", "--scenario", Scenario());

        Assert.Equal((0, "Hello.\n", ""), (await mimi.WaitAsync(), mimi.Out, mimi.Error));
    }

    [Fact]
    public async Task Emotion_NoFolderForModels_AnswersFromTheScenario()
    {
        string file = _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1)));
        await using MimiProcess mimi = MimiProcess.Start(NoHome, "emotion", file, "--scenario", Scenario());

        Assert.Equal((0, "neutral 1\n", ""), (await mimi.WaitAsync(), mimi.Out, mimi.Error));
    }

    [Fact]
    public async Task Speak_NoFolderForVoices_SaysWhichVariableIsMissing()
    {
        await using MimiProcess mimi = MimiProcess.Start(NoHome, "speak", "やあ", "-o", Path.Combine(_folder.Path, "a.wav"));

        Assert.Equal(69, await mimi.WaitAsync());
        Assert.Contains("HOME", mimi.Error, StringComparison.Ordinal);
    }

    private string Scenario() => _folder.Write("scenario.json", """
        { "entries": [
            { "service": "machine_translation", "language": "ja", "translation": ["Hello."] },
            { "service": "emo-categorical", "response": { "scores": { "neutral": 1 } } } ] }
        """u8.ToArray());
}
