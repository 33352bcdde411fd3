namespace Mimi.Cli.Output;

public sealed class PlainViewTests : IDisposable
{
    private readonly StringWriter _out = new() { NewLine = "\n" };

    public void Dispose() => _out.Dispose();

    [Fact]
    public void Show_Pieces_AreWrittenOnceDetermined()
    {
        var view = new PlainView(_out, TextWriter.Null);
        view.Begin(new("a.wav", "", null, " "));
        view.Show(Result(RecognizedKind.Temporary, "and so"));
        Assert.Equal("", _out.ToString());
        view.Show(Result(RecognizedKind.Partial, "And so,"));
        Assert.Equal("And so,", _out.ToString());
        view.Show(Result(RecognizedKind.Final, "ask not."));
        view.End(isComplete: true);

        Assert.Equal("And so, ask not.\n", _out.ToString());
    }

    [Fact]
    public void End_SeveralFiles_EachHasItsLineAlsoWithoutSpeech()
    {
        var view = new PlainView(_out, TextWriter.Null);
        view.Begin(new("a.wav", "a.wav: ", null, ""));
        view.Show(Result(RecognizedKind.Partial, "今日は。"));
        view.Show(Result(RecognizedKind.Final, ""));
        view.End(isComplete: true);
        view.Begin(new("b.wav", "b.wav: ", null, ""));
        view.Show(Result(RecognizedKind.Final, ""));
        view.End(isComplete: true);

        Assert.Equal("a.wav: 今日は。\nb.wav: \n", _out.ToString());
    }

    [Fact]
    public void End_BrokenOff_EndsTheLineThatBegan()
    {
        var view = new PlainView(_out, TextWriter.Null);
        view.Begin(new("a.wav", "", null, ""));
        view.Show(Result(RecognizedKind.Partial, "今日は"));
        view.End(isComplete: false);
        view.Begin(new("b.wav", "", null, ""));
        view.End(isComplete: false);

        Assert.Equal("今日は\n", _out.ToString());
    }

    private static Recognized Result(RecognizedKind kind, string text) => new(kind, text, 1, TimeSpan.Zero, null, "s");
}
