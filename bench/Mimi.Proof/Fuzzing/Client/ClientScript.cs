using System.Text;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>What the server says in one case: messages in fragments, control frames, a close, and what must not be.</summary>
internal static class ClientScript
{
    private const int MostFragments = 5;
    private const int LongestReasonBytes = 123;

    public static byte[] Create(FuzzRandom random, string process)
    {
        var frames = new FrameBytes(random, isMasked: false);
        var messages = new RecognitionMessages(random, random.Pick(0, 0, 3, 10, 30));
        int wrong = random.Pick(0, 0, 0, 5, 20);
        for (int steps = random.Below(7); steps > 0; steps--)
        {
            Step(random, frames, messages, process, wrong);
        }

        if (random.Percent(70))
        {
            frames.Message(FrameBytes.Text, messages.Create(process, isFinal: true), MostFragments);
        }

        if (random.Percent(80))
        {
            Close(random, frames, wrong);
        }

        byte[] bytes = frames.ToArray();
        return random.Percent(15) ? ByteMutation.Apply(random, bytes) : bytes;
    }

    /// <summary>Sizes of reads: one byte at a time, all at once, or anything between.</summary>
    public static int[] Pieces(FuzzRandom random)
    {
        int[] pieces = new int[1 + random.Below(4)];
        for (int i = 0; i < pieces.Length; i++)
        {
            int size = random.Pick(1, 2, 3, 1 + random.Below(30), 4_096, int.MaxValue, int.MaxValue);
            pieces[i] = random.Percent(20) ? -size : size;
        }

        return pieces;
    }

    private static void Step(FuzzRandom random, FrameBytes frames, RecognitionMessages messages, string process, int wrong)
    {
        if (random.Percent(wrong))
        {
            switch (random.Below(5))
            {
                case 0:
                    frames.Wrong();
                    break;
                case 1:
                    frames.Message(FrameBytes.Binary, random.Bytes(random.Size(5_000)), MostFragments);
                    break;
                case 2:
                    frames.Message(FrameBytes.Text, random.Bytes(random.Size(300)), MostFragments);
                    break;
                case 3:
                    frames.Raw(random.Bytes(random.Size(300)));
                    break;
                default:
                    frames.Message(FrameBytes.Text, [], MostFragments);
                    break;
            }
        }
        else if (random.Percent(20))
        {
            frames.Control(random.Pick(FrameBytes.Ping, FrameBytes.Pong), random.Bytes(random.Size(125)));
        }
        else
        {
            string other = random.Percent(10) ? random.Pick("asr", "nict-asr", "nict-asr-2", "emo-categorical", "google-asr", "lid") : process;
            frames.Message(FrameBytes.Text, messages.Create(other, isFinal: random.Percent(5)), MostFragments);
        }
    }

    private static void Close(FuzzRandom random, FrameBytes frames, int wrong)
    {
        if (random.Percent(wrong))
        {
            frames.Control(FrameBytes.Close, random.Bytes(random.Size(125)));
            return;
        }

        if (random.Percent(10))
        {
            frames.Control(FrameBytes.Close, []);
            return;
        }

        byte[] reason = Encoding.UTF8.GetBytes(random.Pick("", "", "bye", "時間切れです", new string('理', LongestReasonBytes / 3)));
        frames.CloseWith(random.Pick(1000, 1000, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1009, 1011, 1015, 4003, 4999, 0, 999, 65_535, random.Below(65_536)), reason);
    }
}
