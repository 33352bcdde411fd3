using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Captions.Results;

public sealed class ContinuousPiecesTests
{
    private static readonly TimeSpan Start = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan End = TimeSpan.FromMilliseconds(900);

    [Fact]
    public async Task ToCaptionPiece_OfASession_KeepsSegmentKindTextAndTimes()
    {
        await using ScriptedMimi mimi = new ScriptedMimi().OnSession(static script => script
            .WaitForBreak().SendTemporary("ask", Start, End).SendFinal("ask not", Start, End).Close());
        await using MimiContinuousSession session = new MimiAsrClient(mimi.Engine, null, new Uri("http://mimi.test/")).StartContinuousSession();
        await session.SendBinaryAsync(new byte[32_000], TestTimeout.Token);
        await session.StopRecognitionAsync(TestTimeout.Token);

        List<CaptionPiece> pieces = [];
        await foreach (MimiContinuousEvent told in session.ReceiveAllAsync(TestTimeout.Token))
        {
            if (told is MimiTranscript text)
            {
                CaptionPiece piece = text.ToCaptionPiece();
                Assert.Equal(text.SegmentId, piece.SegmentId);
                pieces.Add(piece);
            }
        }

        Assert.Equal([("ask", false, Start, End), ("ask not", true, Start, End)], pieces.Select(static piece => (piece.Text, piece.IsFinal, piece.Start, piece.End!.Value)));
        Assert.Equal(pieces[0].SegmentId, pieces[1].SegmentId);
    }
}
