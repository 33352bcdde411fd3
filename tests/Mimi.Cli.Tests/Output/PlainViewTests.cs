namespace Mimi.Cli.Output;

public sealed class PlainViewTests : IDisposable
{
    private readonly StringWriter _out = new() { NewLine = "\n" };

    public void Dispose() => _out.Dispose();

    [Fact]
    public void Show_Pieces_AreWrittenOnceDetermined()
    {
        var view = new PlainView(_out);
        view.Begin(new("a.wav", "", null, " "));
        view.Show(new(RecognizedKind.Temporary, "and so", TimeSpan.Zero, "s"));
        Assert.Equal("", _out.ToString());
        view.Show(new(RecognizedKind.Partial, "And so,", TimeSpan.Zero, "s"));
        Assert.Equal("And so,", _out.ToString());
        view.Show(new(RecognizedKind.Final, "ask not.", TimeSpan.Zero, "s"));
        view.End(isComplete: true);

        Assert.Equal("And so, ask not.\n", _out.ToString());
    }

    [Fact]
    public void End_SeveralFiles_EachHasItsLineAlsoWithoutSpeech()
    {
        var view = new PlainView(_out);
        view.Begin(new("a.wav", "a.wav: ", null, ""));
        view.Show(new(RecognizedKind.Partial, "今日は。", TimeSpan.Zero, "s"));
        view.Show(new(RecognizedKind.Final, "", TimeSpan.Zero, "s"));
        view.End(isComplete: true);
        view.Begin(new("b.wav", "b.wav: ", null, ""));
        view.Show(new(RecognizedKind.Final, "", null, "s"));
        view.End(isComplete: true);

        Assert.Equal("a.wav: 今日は。\nb.wav: \n", _out.ToString());
    }

    [Fact]
    public void End_BrokenOff_EndsTheLineThatBegan()
    {
        var view = new PlainView(_out);
        view.Begin(new("a.wav", "", null, ""));
        view.Show(new(RecognizedKind.Partial, "今日は", TimeSpan.Zero, "s"));
        view.End(isComplete: false);
        view.Begin(new("b.wav", "", null, ""));
        view.End(isComplete: false);

        Assert.Equal("今日は\n", _out.ToString());
    }
}
