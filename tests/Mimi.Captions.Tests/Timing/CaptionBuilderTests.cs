using System.Globalization;
using System.Runtime.CompilerServices;
using Mimi.Captions.Stability;
using Mimi.Captions.Support;
using Mimi.Captions.Text;

namespace Mimi.Captions.Timing;

public sealed class CaptionBuilderTests
{
    [Fact]
    public void Add_ShortPiece_IsOneCaptionOfItsTime()
    {
        Caption caption = Assert.Single(new CaptionBuilder(CaptionStyle.English).Add(Final("It works very well.", 1_000, 3_000)));

        Assert.Equal((Milliseconds(1_000), Milliseconds(3_000)), (caption.Start, caption.End));
        Assert.Equal(["It works very well."], caption.Lines);
    }

    [Fact]
    public void Add_NotFinalOrWithoutText_GivesNothing()
    {
        var builder = new CaptionBuilder(CaptionStyle.English);

        Assert.Empty(builder.Add(new(0, IsFinal: false, "A guess.", TimeSpan.Zero)));
        Assert.Empty(builder.Add(Final(" \n", 0, 1_000)));
        Assert.Empty(builder.Complete());
    }

    [Fact]
    public void Add_LongPiece_IsPartedWhereSentencesEnd()
    {
        const string Text = "The first sentence says something about the weather. The second one is about the people who live here. And the third is short.";

        IReadOnlyList<Caption> captions = new CaptionBuilder(CaptionStyle.English).Add(Final(Text, 0, 9_000));

        Assert.Equal(["The first sentence says something about the weather.", "The second one is about the people who live here.", "And the third is short."], captions.Select(static caption => caption.Text));
        Assert.All(captions, static caption => Assert.InRange(caption.Lines.Count, 1, 2));
    }

    [Fact]
    public void Add_WordsWithTimes_TimesOfCaptionsAreThoseOfTheWords()
    {
        CaptionPiece piece = Final("今日は天気がいいので、散歩に行きましょう。公園の桜が咲いているそうですから、お弁当も持っていきましょう。", 0, 12_000) with
        {
            Words =
            [
                new("今日は天気がいいので、", Milliseconds(500), Milliseconds(2_100)), new("散歩に行きましょう。", Milliseconds(2_200), Milliseconds(3_600)),
                new("公園の桜が咲いているそうですから、", Milliseconds(6_000), Milliseconds(8_500)), new("お弁当も持っていきましょう。", Milliseconds(8_600), Milliseconds(11_000)),
            ],
        };

        IReadOnlyList<Caption> captions = new CaptionBuilder(CaptionStyle.Japanese).Add(piece);

        Assert.Equal(2, captions.Count);
        Assert.Equal((Milliseconds(500), Milliseconds(6_000)), (captions[0].Start, captions[1].Start));
        Assert.InRange(captions[0].End, Milliseconds(3_600), Milliseconds(4_200)); // Read at its speed, and not held over the pause.
    }

    [Fact]
    public void Add_NoTimesOfWords_TimeIsSharedByWhatIsSaid()
    {
        IReadOnlyList<Caption> captions = new CaptionBuilder(CaptionStyle.Japanese).Add(Final("最初の文章は、とても長い文章なので時間がかかります。次は短い文章です。", 0, 8_000));

        Assert.Equal(2, captions.Count);
        Assert.InRange(captions[1].Start, Milliseconds(5_000), Milliseconds(6_800));
    }

    [Fact]
    public void Add_EndNotKnown_IsEstimatedAndAtMostWhatWasHeard()
    {
        const string Text = "Ask what you can do for your country.";
        CaptionPiece piece = Final(Text, 8_220, 0) with { End = null };
        CaptionStyle style = CaptionStyle.English with { MaxLinger = TimeSpan.Zero };

        Caption estimated = Assert.Single(new CaptionBuilder(style).Add(piece));
        Caption heard = Assert.Single(new CaptionBuilder(style).Add(piece with { HeardUntil = Milliseconds(11_000) }));

        Assert.InRange(estimated.End - estimated.Start, Milliseconds(1_500), Milliseconds(3_500));
        Assert.Equal(Milliseconds(11_000), heard.End);
    }

    [Theory]
    [InlineData(9_500, 10_800, 9_500)]
    [InlineData(10_500, 9_900, 9_816)] // The gap before the next one.
    public void Add_EndNotKnownAndHeld_IsNoLaterThanTheNextPiece(long heard, long next, long end)
    {
        var builder = new CaptionBuilder(CaptionStyle.English with { MaxCellsPerSecond = 1_000 }, holdLast: true);
        builder.Add(Final("Ask what you can do for your country.", 8_220, 0) with { End = null, HeardUntil = Milliseconds(heard) });

        Assert.Equal(Milliseconds(end), Assert.Single(builder.Add(Final("Yes.", next, next + 1_000))).End);
    }

    [Fact]
    public void Add_SpokenFasterThanRead_StaysUntilTheNextIfItIsKnown()
    {
        CaptionPiece fast = Final("Forty-two characters said within a second!", 0, 1_000);
        var live = new CaptionBuilder(CaptionStyle.English);
        var recording = new CaptionBuilder(CaptionStyle.English, holdLast: true);

        Assert.Empty(recording.Add(fast));
        Assert.Equal(Milliseconds(1_500), Assert.Single(live.Add(fast)).End);                                   // MaxLinger.
        Assert.Equal(Milliseconds(2_100), Assert.Single(recording.Add(Final("The next one.", 9_000, 10_000))).End); // 42 cells at 20 a second.
        Assert.Equal(Milliseconds(9_000), Assert.Single(recording.Complete()).Start);
    }

    [Fact]
    public void Add_SlowSpeech_IsPartedAtTheLongestDuration()
    {
        IReadOnlyList<Caption> captions = new CaptionBuilder(CaptionStyle.English).Add(Final("One two three four five six seven eight.", 0, 20_000));

        Assert.True(captions.Count >= 3);
        Assert.All(captions, static caption => Assert.InRange(caption.End - caption.Start, Milliseconds(833), Milliseconds(7_000)));
        Assert.Equal("One two three four five six seven eight.", string.Join(' ', captions.Select(static caption => caption.Text)));
    }

    [Fact]
    public void Add_ManyShortPieces_DoNotFallBehindForEver()
    {
        var builder = new CaptionBuilder(CaptionStyle.English);
        Caption? last = null;
        for (int i = 0; i < 1_000; i++)
        {
            last = Assert.Single(builder.Add(Final("Yes.", i * 200, (i * 200) + 150)));
        }

        Assert.InRange(last!.Start, Milliseconds(999 * 200), Milliseconds((999 * 200) + 3_000));
    }

    [Fact]
    public void Add_HoursOfSpeech_KeepsNothing()
    {
        var builder = new CaptionBuilder(CaptionStyle.Japanese, holdLast: true);
        var stabilizer = new CaptionStabilizer();
        List<WeakReference> kept = Run(builder, stabilizer, 4_000); // 4 hours.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.InRange(kept.Count(static reference => reference.IsAlive), 1, 10); // The piece that is held, and what the last calls left on the stack.
        GC.KeepAlive(builder);
        GC.KeepAlive(stabilizer);
        TestContext.Current.TestOutputHelper!.WriteLine($"{GC.GetTotalMemory(forceFullCollection: true) / 1e6:0.0} MB");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Run(CaptionBuilder builder, CaptionStabilizer stabilizer, int count)
    {
        var kept = new List<WeakReference>();
        for (int i = 0; i < count; i++)
        {
            CaptionPiece piece = Final(string.Create(CultureInfo.InvariantCulture, $"公園の桜が{i}本も咲いているそうですから、お弁当も持っていきましょう。"), i * 4_000L, (i * 4_000L) + 3_900);
            kept.Add(new(piece));
            kept.Add(new(stabilizer.Add(piece with { IsFinal = false })));
            kept.AddRange(builder.Add(piece).Select(static caption => new WeakReference(caption)));
        }

        return kept;
    }

    [Fact]
    public void Add_RandomPieces_CaptionsKeepEveryRule()
    {
        for (int seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            CaptionStyle style = (seed % 2 == 0 ? CaptionStyle.Japanese : CaptionStyle.English) with { MaxLines = random.Next(1, 4), MaxLineCells = random.Next(10, 45) };
            var builder = new CaptionBuilder(style, holdLast: seed % 3 == 0);
            var captions = new List<Caption>();
            var said = new List<string>();
            long clock = 0;
            for (int i = 0; i < 8; i++)
            {
                string text = RandomText.Of(random, random.Next(0, 25));
                long start = clock + random.Next(-2_000, 2_000);
                long end = start + random.Next(-100, 15_000);
                clock = Math.Max(clock, end);
                CaptionPiece piece = Final(text, start, end) with
                {
                    End = random.Next(3) == 0 ? null : Milliseconds(end),
                    Words = [.. text.Split(' ').Select(word => new CaptionWord(word, Milliseconds(random.Next(20_000)), random.Next(2) == 0 ? null : Milliseconds(random.Next(20_000))))],
                };
                said.Add(CaptionText.Clean(text));
                captions.AddRange(builder.Add(piece));
            }

            captions.AddRange(builder.Complete());

            TimeSpan previous = TimeSpan.Zero;
            foreach (Caption caption in captions)
            {
                Assert.True(caption.Start >= previous, $"Seed {seed}: captions overlap.");
                Assert.True(caption.End - caption.Start <= style.MaxDuration);
                Assert.InRange(caption.Lines.Count, 1, style.MaxLines);
                Assert.All(caption.Lines, line => Assert.InRange(DisplayWidth.Of(line, style.AmbiguousIsWide), 0, style.MaxLineCells));
                previous = caption.End + style.MinGap;
            }

            Assert.Equal(Letters(said), Letters(captions.Select(static caption => caption.Text)));
        }
    }

    private static string Letters(IEnumerable<string> texts) => string.Concat(texts).Replace(" ", "", StringComparison.Ordinal).Replace("\u3000", "", StringComparison.Ordinal).Replace("\u200B", "", StringComparison.Ordinal);

    private static CaptionPiece Final(string text, long start, long end) => new(start, IsFinal: true, text, Milliseconds(start), Milliseconds(end));

    private static TimeSpan Milliseconds(long value) => TimeSpan.FromMilliseconds(value);
}
