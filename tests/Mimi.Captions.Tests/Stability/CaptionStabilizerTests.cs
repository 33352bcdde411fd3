using Mimi.Captions.Support;
using Mimi.Captions.Text;
using Mimi.Client.Testing;

namespace Mimi.Captions.Stability;

public sealed class CaptionStabilizerTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Add_HypothesesThatAgree_CommitTheirWordsButNotTheLastOne()
    {
        CaptionStabilizer stabilizer = Create();

        Assert.Equal(("", "And so my"), Show(stabilizer, "And so my"));
        Assert.Equal(("And so ", "my fellow"), Show(stabilizer, "And so my fellow"));
        Assert.Equal(("And so my ", "fellow Americans."), Show(stabilizer, "And so my fellow Americans."));
    }

    [Fact]
    public void Add_HypothesisDisagrees_WhatIsCommittedStays()
    {
        CaptionStabilizer stabilizer = Create();
        Show(stabilizer, "Ask what you can do");
        Show(stabilizer, "Ask what you can do for");

        Assert.Equal(("Ask what you can do ", "for your"), Show(stabilizer, "As what you can do for your"));
    }

    [Fact]
    public void Add_HypothesisLeavesOutAWord_WhatFollowsIsNotShownTwice()
    {
        CaptionStabilizer stabilizer = Create();
        Show(stabilizer, "we are going to to the house");
        Show(stabilizer, "we are going to to the house today");

        Assert.Equal(("we are going to to the house ", "today we"), Show(stabilizer, "we are going to the house today we"));
    }

    [Fact]
    public void Add_Final_AlwaysWins()
    {
        CaptionStabilizer stabilizer = Create();
        Show(stabilizer, "As what you can do");
        Show(stabilizer, "As what you can do for");

        Assert.Equal(new StableText(0, "Ask what you can do for your country.", "", IsFinal: true), stabilizer.Add(new(0, true, "Ask what you can do for your country.", TimeSpan.Zero)));
        Assert.Null(stabilizer.Add(new(0, false, "too late", TimeSpan.Zero)));
        Assert.Null(stabilizer.Add(new(0, true, "once more", TimeSpan.Zero)));
    }

    [Fact]
    public void Add_NewSegment_BeginsAnewAndTheOldOneMayStillEnd()
    {
        CaptionStabilizer stabilizer = Create();
        Show(stabilizer, "one two three");

        Assert.Equal(new StableText(1, "", "four", false), stabilizer.Add(new(1, false, "four", TimeSpan.Zero)));
        Assert.Null(stabilizer.Add(new(0, false, "one two three", TimeSpan.Zero)));
        Assert.Equal(new StableText(0, "One, two, three.", "", true), stabilizer.Add(new(0, true, "One, two, three.", TimeSpan.Zero)));
        Assert.Equal("four five", stabilizer.Add(new(1, false, "four five", TimeSpan.Zero))!.Text);
    }

    [Fact]
    public void Advance_WordsThatWaited_AreCommittedWithTheLastOne()
    {
        CaptionStabilizer stabilizer = Create();
        Show(stabilizer, "wait for");
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Null(stabilizer.Advance());
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(new StableText(0, "wait for", "", false), stabilizer.Advance());
        Assert.Equal(("wait for", " me"), Show(stabilizer, "wait for me"));
    }

    [Fact]
    public void Add_WordsThatFlicker_AreCommittedAfterTwiceTheDelay()
    {
        CaptionStabilizer stabilizer = Create();
        StableText? shown = null;
        for (int i = 0; i < 14; i++)
        {
            shown = stabilizer.Add(new(0, false, i % 2 == 0 ? "their house is big" : "there house is big", TimeSpan.Zero));
            _time.Advance(TimeSpan.FromMilliseconds(320));
        }

        Assert.NotEqual("", shown!.Committed);
    }

    [Fact]
    public void Add_Japanese_CommitsWholePhrases()
    {
        CaptionStabilizer stabilizer = Create();
        Show(stabilizer, "今日は天気がいいの");

        Assert.Equal(("今日は", "天気がいいので三"), Show(stabilizer, "今日は天気がいいので三"));
        Assert.Equal(("今日は天気がいいので", "散歩に行き"), Show(Show(stabilizer, "今日は天気がいいので散歩に"), stabilizer, "今日は天気がいいので散歩に行き"));
    }

    [Fact]
    public void Add_WordsOfTheRecognizer_SayWhereJapaneseIsParted()
    {
        CaptionStabilizer stabilizer = Create();
        CaptionPiece piece = new(0, false, "東京都知事選挙", TimeSpan.Zero) { Words = [new("東京都"), new("知事"), new("選挙")] };
        stabilizer.Add(piece);

        Assert.Equal("東京都知事", stabilizer.Add(piece with { Text = "東京都知事選挙の", Words = [.. piece.Words, new("の")] })!.Committed);
    }

    [Theory]
    [InlineData("jfk-nict-v2", 0.1)]
    [InlineData("jfk-asr", 0)]
    [InlineData("japanese-weather", 0)]
    [InlineData("japanese-mixed", 0)]
    public void Add_RecordedSequence_RewritesHardlyAWord(string recording, double mostWords)
    {
        CaptionStabilizer stabilizer = Create();
        Erasure raw = new(), committed = new();
        var delays = new List<int>();
        foreach (CaptionPiece piece in Recording.Read(recording))
        {
            raw.Show(piece.SegmentId, piece.Text, piece.IsFinal);
            StableText text = stabilizer.Add(piece)!;
            committed.Show(text.SegmentId, text.Committed, text.IsFinal);
            delays.Add(HypothesisWord.Of(text.Tail, []).Count);
            _time.Advance(TimeSpan.FromMilliseconds(320));
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{recording}: letters erased {raw.Letters:0.00} raw, {committed.Letters:0.00} committed; words {raw.Words:0.00} raw, {committed.Words:0.00} committed; words in the tail {delays.Average():0.0}, at most {delays.Max()}");
        Assert.InRange(committed.Words, 0, mostWords);
        Assert.True(committed.Words < raw.Words && committed.Letters < raw.Letters);
    }

    [Fact]
    public void Add_RandomHypotheses_NeverRewriteBeforeTheFinalAndPartNoLetter()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            CaptionStabilizer stabilizer = Create();
            string committed = "";
            for (int i = 0; i < 20; i++)
            {
                StableText text = stabilizer.Add(new(0, false, RandomText.Of(new Random(seed / 3), i) + RandomText.Of(random, random.Next(3)), TimeSpan.Zero))!;
                Assert.StartsWith(committed, text.Committed, StringComparison.Ordinal);
                Assert.Equal(Letter.Of(text.Text, false).Length, Letter.Of(text.Committed, false).Length + Letter.Of(text.Tail, false).Length);
                committed = text.Committed;
                _time.Advance(TimeSpan.FromMilliseconds(random.Next(800)));
            }

            string final = RandomText.Of(random, 5);
            Assert.Equal(CaptionText.Clean(final), stabilizer.Add(new(0, true, final, TimeSpan.Zero))!.Text);
        }
    }

    private CaptionStabilizer Create() => new(new() { TimeProvider = _time });

    private static (string Committed, string Tail) Show(CaptionStabilizer stabilizer, string text)
    {
        StableText shown = stabilizer.Add(new(0, IsFinal: false, text, TimeSpan.Zero))!;
        return (shown.Committed, shown.Tail);
    }

    private static (string Committed, string Tail) Show((string, string) _, CaptionStabilizer stabilizer, string text) => Show(stabilizer, text);
}
