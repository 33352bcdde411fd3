using Mimi.Speech.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Speech.Tests.Recognition;

public sealed class LibriVoxTests(TinyModel model)
{
    private const string Clips = "/usr/share/pocketsphinx/test/data/librivox";

    public static bool HasClips => Directory.Exists(Clips);

    [Fact(SkipUnless = nameof(HasClips), Skip = "Needs the Debian package pocketsphinx-testdata.")]
    public async Task Stream_FiveClips_OneWordInTwentyIsWrongAtMost()
    {
        int errors = 0, words = 0;
        foreach (string line in await File.ReadAllLinesAsync(Path.Combine(Clips, "transcription"), TestContext.Current.CancellationToken))
        {
            int name = line.LastIndexOf('(');
            string[] expected = WordErrors.Words(line[..name].Replace("<s>", "", StringComparison.Ordinal).Replace("</s>", "", StringComparison.Ordinal));
            float[] audio = Wave.Read(Path.Combine(Clips, line[(name + 1)..].TrimEnd(')', ' ') + ".wav"));
            string text = Streams.FinalText(await Streams.RecognizeAsync(model.Recognizer, audio, options: Streams.Temporaries));
            errors += WordErrors.Count(expected, WordErrors.Words(text));
            words += expected.Length;
        }

        Assert.Equal(71, words);
        Assert.InRange(errors, 0, words / 20);
    }
}
