using Mimi.Speech.Recognition;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Recognition;

/// <summary>What is decoded for a temporary, and what is kept.</summary>
public sealed class OpenTextTests
{
    private const int Second = Audio.SampleRate;
    private const int Window = 512;

    private readonly SpeechSegmenter _segmenter = new();
    private readonly List<(double From, double To)> _decoded = [];
    private readonly OpenText _text;
    private int _calls;

    public OpenTextTests()
    {
        _text = new OpenText(_segmenter, (from, to) =>
        {
            _decoded.Add(((double)from / Second, (double)to / Second));
            return $"word{++_calls} guess";
        });
    }

    [Fact]
    public void Decode_NoPause_TakesTheWholeSegment()
    {
        Hear(8, isSpeech: true);

        Assert.Equal("word1", _text.Decode());
        AssertDecoded((0, 8));
    }

    [Fact]
    public void Decode_Pause_KeepsWhatLiesBeforeIt()
    {
        Hear(4, isSpeech: true);
        Hear(0.4, isSpeech: false);
        Hear(3, isSpeech: true);

        Assert.Equal("word1 guess word2", _text.Decode()); // Nothing is held back in front of a pause.
        AssertDecoded((0, 4.1), (4.1, 7.4));

        Hear(1, isSpeech: true);
        Assert.Equal("word1 guess word3", _text.Decode());
        AssertDecoded((4.1, 8.4));
    }

    [Fact]
    public void Decode_ManyPauses_NeverGoesBackBehindTheLastThatIsFarEnough()
    {
        for (int i = 0; i < 3; i++)
        {
            Hear(3.2, isSpeech: true);
            Hear(0.4, isSpeech: false);
        }

        _text.Decode();
        _decoded.Clear();
        Hear(0.4, isSpeech: true);
        _text.Decode();

        Assert.All(_decoded, piece => Assert.InRange(piece.To - piece.From, 0, 5));
    }

    [Fact]
    public void Decode_PauseOnlyJustOver_WaitsUntilThereIsEnoughBehindIt()
    {
        Hear(4, isSpeech: true);
        Hear(0.4, isSpeech: false);
        Hear(1, isSpeech: true);

        Assert.Equal("word1", _text.Decode());
        AssertDecoded((0, 5.4));
    }

    [Fact]
    public void Decode_LittleBeforeThePause_IsNotKept()
    {
        Hear(2, isSpeech: true);
        Hear(0.4, isSpeech: false);
        Hear(3, isSpeech: true);

        Assert.Equal("word1", _text.Decode());
    }

    [Fact]
    public void Clear_SegmentIsFinal_ForgetsIt()
    {
        Decode_Pause_KeepsWhatLiesBeforeIt();
        Hear(0.7, isSpeech: false); // Ends it.
        Hear(3, isSpeech: true);
        _text.Clear();

        Assert.Equal("word4", _text.Decode());
    }

    private void AssertDecoded(params (double From, double To)[] expected)
    {
        Assert.Equal(expected.Length, _decoded.Count);
        Assert.All(expected.Zip(_decoded), static pair =>
        {
            Assert.InRange(pair.Second.From, pair.First.From - 0.2, pair.First.From + 0.2);
            Assert.InRange(pair.Second.To, pair.First.To - 0.2, pair.First.To + 0.2);
        });
        _decoded.Clear();
    }

    private void Hear(double seconds, bool isSpeech)
    {
        float[] window = Audio.Noise((double)Window / Second, 0.5f);
        for (int i = 0; i < (int)(seconds * Second / Window); i++)
        {
            _segmenter.Hear(window, isSpeech);
        }
    }
}
