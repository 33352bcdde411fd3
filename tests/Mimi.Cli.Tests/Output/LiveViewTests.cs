using Mimi.Cli.Support;

namespace Mimi.Cli.Output;

public sealed class LiveViewTests : IDisposable
{
    private const int Width = 30;

    private readonly TerminalScreen _screen = new(Width, Cells);
    private readonly LiveView _view;

    public LiveViewTests() => _view = new(_screen, static () => Width, TimeProvider.System);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Show_GrowingText_IsSeenGrowingInPlace()
    {
        _view.Begin(new("jfk.wav", "", TimeSpan.FromSeconds(10), " "));
        _view.Show(Temporary("ask"));
        _view.Show(Temporary("ask not what"));
        _view.Show(Temporary("ask not what your country can do"));

        Assert.Equal(
            [
                "\n[............] 0.0 / 10.0 s",
                "ask\n[............] 0.0 / 10.0 s",
                "ask not what\n[............] 0.0 / 10.0 s",
                "ask not what your country can\ndo\n[............] 0.0 / 10.0 s",
            ],
            _screen.Frames);
    }

    [Fact]
    public void Show_ShrinkingText_LeavesNothingBehind()
    {
        _view.Begin(new("a.wav", "", null, ""));
        _view.Show(Temporary("とりあえず腹ごしらえをしてから出かけます"));
        _view.Show(Temporary("とり"));

        Assert.Equal("とり\n0.0 s", _screen.Visible);
    }

    [Fact]
    public void Show_PartialThenTemporary_ShowsBothJoinedByTheLanguage()
    {
        _view.Begin(new("a.wav", "", null, " "));
        _view.Show(Determined(RecognizedKind.Partial, "my fellow Americans"));
        _view.Show(Temporary("ask not"));

        Assert.StartsWith("my fellow Americans ask not\n", _screen.Visible, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_MoreThanFits_ShowsItsEnd()
    {
        _view.Begin(new("a.wav", "", null, ""));
        _view.Show(Temporary(string.Concat(Enumerable.Range(0, 200).Select(static i => (char)('ぁ' + (i % 80))))));

        string[] lines = _screen.Visible.Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.EndsWith(((char)('ぁ' + (199 % 80))).ToString(), lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Show_GuessesOfTwoSegments_AreInTheOrderOfTheAudioAndGoOneByOne()
    {
        _view.Begin(new("a.wav", "", null, " "));
        _view.Show(Temporary("second", segment: 2));
        _view.Show(Temporary("first", segment: 1));
        Assert.StartsWith("first second\n", _screen.Visible, StringComparison.Ordinal);

        _view.Show(Determined(RecognizedKind.Final, "First.", segment: 1));
        Assert.StartsWith("First. second\n", _screen.Visible, StringComparison.Ordinal);

        _view.Show(Temporary("", segment: 2)); // Taken back.
        Assert.StartsWith("First.\n", _screen.Visible, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_HoursOfText_ScrollsAwayAndIsWhole()
    {
        _view.Begin(new("a.wav", "", null, " "));
        string[] words = [.. Enumerable.Range(1, 2_000).Select(static i => $"word{i}")];
        foreach ((int at, string word) in words.Index())
        {
            _view.Show(Determined(RecognizedKind.Final, word, at));
        }

        string[] lines = _screen.Visible.Split('\n');
        Assert.Equal("0.0 s", lines[^1]);
        _view.End(isComplete: true);
        Assert.Equal(string.Join(' ', words), _screen.Visible.Replace('\n', ' '));
        Assert.All(_screen.Visible.Split('\n'), static line => Assert.InRange(line.Length, 0, Width - 1));
    }

    [Fact]
    public void End_Complete_LeavesTheTextAlone()
    {
        _view.Begin(new("a.wav", "", TimeSpan.FromSeconds(1), ""));
        _view.Show(Temporary("今日"));
        _view.Show(Determined(RecognizedKind.Partial, "今日は。"));
        _view.Show(Determined(RecognizedKind.Final, "いい天気です。😀"));
        _view.End(isComplete: true);

        Assert.Equal("今日は。いい天気です。😀", string.Concat(_screen.Visible.Split('\n')));
    }

    [Fact]
    public void End_BrokenOff_KeepsWhatIsDeterminedAndNoGuess()
    {
        _view.Begin(new("a.wav", "a.wav: ", null, " "));
        _view.Show(Determined(RecognizedKind.Partial, "ask not"));
        _view.Show(Temporary("what your"));
        _view.End(isComplete: false);

        Assert.Equal("a.wav: ask not", _screen.Visible);
    }

    [Fact]
    public void End_BrokenOffBeforeAnything_LeavesTheScreenAsItWas()
    {
        _view.Begin(new("a.wav", "", null, " "));
        _view.Show(Temporary("ask"));
        _view.End(isComplete: false);

        Assert.Equal("", _screen.Visible);
    }

    [Fact]
    public void Show_TextThatWouldMoveTheCursor_IsMadeHarmless()
    {
        _view.Begin(new("a.wav", "", null, " "));
        _view.Show(Temporary("ask\u001b[2Jnot\r\nwhat\u009b1A"));

        Assert.StartsWith("ask [2Jnot what 1A\n", _screen.Visible, StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_SoonAfterADrawing_WaitsForTheNext()
    {
        var view = new LiveView(_screen, static () => Width, new FrozenClock());
        view.Begin(new("a.wav", "", TimeSpan.FromSeconds(2), ""));

        view.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(_screen.Frames);
        view.Show(Temporary("は"));
        Assert.Equal("は\n[######.......] 1.0 / 2.0 s", _screen.Visible);
    }

    private static int Cells(string letter) => letter[0] >= '\u3000' ? 2 : 1; // Kana, ideographs, and the surrogates of an emoji.

    private static Recognized Temporary(string text, long segment = 1) => new(RecognizedKind.Temporary, text, segment, TimeSpan.FromSeconds(segment), null, "s");

    private static Recognized Determined(RecognizedKind kind, string text, long segment = 1) => new(kind, text, segment, TimeSpan.FromSeconds(segment), null, "s");

    private sealed class FrozenClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
