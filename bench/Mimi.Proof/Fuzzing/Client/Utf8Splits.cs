using System.Text;
using Mimi.Client.Asr;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>Japanese in one message, cut into frames and reads at every byte: the text must always be the same.</summary>
internal static class Utf8Splits
{
    private const int LargestRead = 16;

    private static readonly string[] Texts = ["あ", "𠮷野家で👨‍👩‍👧‍👦と。", "今日は、いい天気ですね。", "ｶﾞギグe\u0301é\u2028\u200f", "\ufeff\ufffd\uffff", "a£あ𠮷"];

    /// <summary>Plays all of them.</summary>
    /// <param name="report">Is told of each text that came out changed.</param>
    /// <returns>How many sessions there were.</returns>
    public static async Task<long> RunAsync(Action<string> report)
    {
        long sessions = 0;
        foreach (string text in Texts)
        {
            byte[] message = Encoding.UTF8.GetBytes($$"""{"type":"asr#mimilvcsr","session_id":"1","status":"recog-finished","response":[{"result":"{{text}}","pronunciation":"","time":[0]}]}""");
            foreach ((int[] cuts, int read) in Cuts(message.Length))
            {
                string heard = await HearAsync(message, cuts, read);
                sessions++;
                if (heard != text)
                {
                    report($"{text.Length} characters came out as {heard.Length}, cut at {string.Join(' ', cuts)}, read {read} bytes at a time.");
                }
            }
        }

        return sessions;
    }

    /// <summary>Frames of every size with reads of every small size, and two frames cut at every byte.</summary>
    private static IEnumerable<(int[] Cuts, int Read)> Cuts(int length)
    {
        int[] reads = [.. Enumerable.Range(1, LargestRead), int.MaxValue];
        foreach (int read in reads)
        {
            for (int size = 1; size <= length; size++)
            {
                yield return ([.. Enumerable.Range(1, (length - 1) / size).Select(number => number * size)], read);
            }
        }

        for (int cut = 0; cut <= length; cut++)
        {
            yield return ([cut], 1);
            yield return ([cut], int.MaxValue);
        }
    }

    private static async Task<string> HearAsync(byte[] message, int[] cuts, int read)
    {
        var frames = new FrameBytes(new FuzzRandom(0, 0), isMasked: false);
        int start = 0;
        foreach (int cut in cuts)
        {
            frames.Frame(start == 0 && cut == cuts[0] ? FrameBytes.Text : FrameBytes.Continuation, message.AsSpan(start, cut - start));
            start = cut;
        }

        frames.Frame(0x80 | (cuts.Length == 0 ? FrameBytes.Text : FrameBytes.Continuation), message.AsSpan(start));
        frames.CloseWith(1000, []);
        using var stream = new ScriptedStream(frames.ToArray(), [read], StreamEnd.Closed, WriteFate.Taken);
        using var engine = new ScriptedEngine(stream);
        await using var session = await new MimiAsrClient(engine, null, new Uri("http://in-memory/")).OpenSessionAsync();
        string text = "";
        await foreach (MimiAsrResult result in session.ReceiveAllAsync())
        {
            text += result.Text;
        }

        return text;
    }
}
