using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Recognition;

/// <summary>Real speech through the real model.</summary>
public sealed class RecognitionTests(TinyModel model)
{
    private const string Sentence = "ask not what your country can do for you";

    [Fact]
    public async Task Stream_Jfk_GrowsWordByWordIntoTheSentence()
    {
        List<SpeechSegment> segments = await Streams.RecognizeAsync(model.Recognizer, model.Jfk, options: Streams.Temporaries);

        Assert.Contains(Sentence, Streams.FinalWords(segments), StringComparison.Ordinal);
        int final = segments.FindIndex(segment => segment.IsFinal && segment.Text.Contains("your country can do for you", StringComparison.Ordinal));
        string[] temporaries = [.. segments.Take(final).Where(segment => !segment.IsFinal && segment.Index == segments[final].Index).Select(segment => segment.Text)];
        int[] lengths = Growing(temporaries);
        Assert.True(lengths.Length >= 3, $"Only {lengths.Length} temporaries grew: {string.Join(" | ", temporaries)}");
    }

    [Fact]
    public async Task Stream_Jfk_TimesAreThoseOfTheSpeech()
    {
        List<SpeechSegment> segments = await Streams.RecognizeAsync(model.Recognizer, [.. Audio.Silence(3), .. model.Jfk, .. Audio.Silence(3)], options: Streams.Temporaries);

        SpeechSegment[] finals = [.. segments.Where(segment => segment.IsFinal)];
        Assert.All(segments, segment => Assert.True(segment.Start < segment.End, segment.ToString()));
        Assert.All(finals.Zip(finals.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start && pair.First.Index + 1 == pair.Second.Index));
        Assert.InRange(finals[0].Start.TotalSeconds, 3.1, 3.6); // He begins after 0.3 s
        Assert.InRange(finals[^1].End.TotalSeconds, 13.3, 13.9); // and ends after 10.6 s.
    }

    [Theory]
    [InlineData(160)]
    [InlineData(1_600)]
    [InlineData(16_000)]
    [InlineData(777)]
    [InlineData(176_000)]
    public async Task Stream_AnyChunkSize_GivesTheSameFinals(int chunk)
    {
        float[] audio = [.. model.Jfk, .. Audio.Silence(1), .. model.Jfk[..48_000]];
        List<SpeechSegment> expected = await Streams.RecognizeAsync(model.Recognizer, audio, chunk: 512);

        List<SpeechSegment> actual = await Streams.RecognizeAsync(model.Recognizer, audio, chunk, chunk == 777 ? Streams.Temporaries : null);

        Assert.Equal(expected, actual.Where(segment => segment.IsFinal));
    }

    [Fact]
    public async Task Stream_WithoutInterval_SendsFinalsOnly() =>
        Assert.All(await Streams.RecognizeAsync(model.Recognizer, model.Jfk), segment => Assert.True(segment.IsFinal));

    [Fact]
    public async Task Stream_LongMonologue_LosesNothingBetweenForcedCuts()
    {
        float[] speech = [.. model.Jfk[4_800..35_000], .. model.Jfk[50_000..168_000]]; // Its pauses cut short.
        float[] monologue = [.. speech, .. speech, .. speech, .. speech];

        List<SpeechSegment> segments = await Streams.RecognizeAsync(model.Recognizer, monologue, 16_000);

        Assert.All(segments, segment => Assert.True(segment.End - segment.Start <= TimeSpan.FromSeconds(20.1), segment.ToString()));
        int count = Streams.FinalText(segments).Split("country", StringSplitOptions.None).Length - 1;
        Assert.InRange(count, 7, 8); // Twice in each of the four; one may fall to a cut.
    }

    [Fact]
    public async Task Stream_EightAtOnce_AllAreRight()
    {
        List<SpeechSegment>[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Streams.RecognizeAsync(model.Recognizer, [.. Audio.Silence(i / 10.0), .. model.Jfk], 800 + (100 * i), Streams.Temporaries)));

        Assert.All(all, segments => Assert.Contains(Sentence, Streams.FinalWords(segments), StringComparison.Ordinal));
    }

    /// <summary>Takes the temporaries that are longer than all before them.</summary>
    private static int[] Growing(string[] temporaries)
    {
        var lengths = new List<int>();
        foreach (string text in temporaries)
        {
            int words = text.Split(' ').Length;
            if (lengths.Count == 0 || words > lengths[^1])
            {
                lengths.Add(words);
            }
        }

        return [.. lengths];
    }
}
