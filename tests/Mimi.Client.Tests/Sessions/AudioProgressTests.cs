using Mimi.Client.Sessions;
using Mimi.Client.Tests.Support;

namespace Mimi.Client.Tests.Sessions;

public sealed class AudioProgressTests
{
    private static readonly byte[] Speech = Recordings.Read("jfk.wav")[..64_000];

    /// <summary>A fast server answers before the write is noted as done, the last bit of FLAC above all, which is noted behind the end marker.</summary>
    [Fact]
    public void FinalResult_BeforeTheLastAudioIsNotedAsWritten_ReachesItAllTheSame()
    {
        var progress = new AudioProgress(new AudioScale(MimiAudioFormat.Pcm16k));
        var frame = new SendFrame(Speech, SendKind.Audio, 0);
        progress.Writing(frame);

        progress.AnsweredAll();
        Assert.True(progress.Written(frame) > 0, "There is no speech in it.");

        Assert.Equal((64_000L, 64_000L, 0L), progress.Read());
    }

    [Fact]
    public void Result_BeforeItsAudioIsNotedAsWritten_AnswersItsSpeech()
    {
        var progress = new AudioProgress(new AudioScale(MimiAudioFormat.Pcm16k));
        var frame = new SendFrame(Speech, SendKind.Audio, 0);
        progress.Writing(frame);

        progress.Answered(TimeSpan.FromSeconds(2));
        progress.Written(frame);

        Assert.Equal((64_000L, 64_000L, 0L), progress.Read());
    }

    [Fact]
    public void Result_WithoutATime_AnswersWhatWasSentUpToThen()
    {
        var progress = new AudioProgress(new AudioScale(MimiAudioFormat.Pcm16k));
        progress.Writing(new(Speech, SendKind.Audio, 0));
        progress.Written(new(Speech, SendKind.Audio, 0));
        progress.Answered(null);
        progress.Writing(new(Speech, SendKind.Audio, 64_000));

        int speech = progress.Written(new(Speech, SendKind.Audio, 64_000));

        Assert.Equal((128_000L, 64_000L, (long)speech), progress.Read());
    }
}
