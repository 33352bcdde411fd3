using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.NictAsr;

namespace Mimi.Captions.Results;

public sealed class RecognizedPiecesTests
{
    [Fact]
    public void Add_NictV2_EachDeterminedResultEndsASegment()
    {
        var pieces = new RecognizedPieces(static () => TimeSpan.FromSeconds(9));

        CaptionPiece[] added = [.. new[] { (MimiResultKind.Temporary, "今日は"), (MimiResultKind.Partial, "今日は。"), (MimiResultKind.Temporary, "いい"), (MimiResultKind.Final, "いい天気です。") }.Select(row =>
            pieces.Add(new NictAsrV2Result { Kind = row.Item1, Text = row.Item2, Segments = [new(row.Item2, ["今日", "は"], true, TimeSpan.FromSeconds(1))] }))];

        Assert.Equal([(0, false), (0, true), (1, false), (1, true)], added.Select(static piece => (piece.SegmentId, piece.IsFinal)));
        Assert.All(added, static piece => Assert.Equal((TimeSpan.FromSeconds(1), null, TimeSpan.FromSeconds(9)), (piece.Start, piece.End, piece.HeardUntil)));
        Assert.Equal(["今日", "は"], added[0].Words.Select(static word => word.Text));
    }

    [Fact]
    public void Add_MimiAsr_IsOneSegmentWithTheTimesOfItsWords()
    {
        var pieces = new RecognizedPieces();
        MimiAsrSegment[] words = [new("おはよう", "オハヨー", TimeSpan.FromMilliseconds(420), TimeSpan.FromMilliseconds(980)), new("ございます", "ゴザイマス", TimeSpan.FromMilliseconds(980), TimeSpan.FromMilliseconds(1_640))];

        CaptionPiece temporary = pieces.Add(new MimiAsrResult { Kind = MimiResultKind.Temporary, Text = "おはよう", Segments = words[..1] });
        CaptionPiece final = pieces.Add(new MimiAsrResult { Kind = MimiResultKind.Final, Text = "おはようございます", Segments = words });

        Assert.Equal(temporary.SegmentId, final.SegmentId);
        Assert.Equal((true, TimeSpan.FromMilliseconds(420), TimeSpan.FromMilliseconds(1_640)), (final.IsFinal, final.Start, final.End));
        Assert.Equal(TimeSpan.FromMilliseconds(980), final.Words[1].Start);
    }

    [Fact]
    public void Add_ServiceWithoutTimes_BeginsWhereTheLastOneEnded()
    {
        var heard = TimeSpan.FromSeconds(4);
        var pieces = new RecognizedPieces(() => heard);

        CaptionPiece first = pieces.Add(new NictAsrV1Result { Kind = MimiResultKind.Final, Text = "はい", Words = [new("はい", "ハイ", "はい", "", "", "")] });
        heard = TimeSpan.FromSeconds(7);
        CaptionPiece second = pieces.Add(new NictAsrV1Result { Kind = MimiResultKind.Final });

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(4)), (first.Start, second.Start));
    }
}
