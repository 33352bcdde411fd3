using System.Text;

namespace Mimi.Bench.Wire;

/// <summary>What the server of the comparison says: hypotheses that grow, as those of speech do, each about 250 bytes of JSON with one segment. No message is the one before it.</summary>
internal static class WireMessages
{
    private static readonly string[] Words = ["今日", "は", "とても", "いい", "天気", "です", "ね", "明日", "も", "晴れる", "と", "いい", "です", "ね"];

    /// <summary>Gets the texts in the order in which they come, again and again.</summary>
    public static IReadOnlyList<string> Texts { get; } = [.. Lengths.Select(static length => string.Concat(Words.Take(length)))];

    /// <summary>Gets the messages, in the same order.</summary>
    public static IReadOnlyList<byte[]> Temporaries { get; } = [.. Lengths.Select(static length => Json("recog-in-progress", string.Concat(Words.Take(length)), Words.Take(length), isDetermined: false))];

    private static int[] Lengths => [3, 4, 5, 6, 7, 8, 7, 6];

    /// <summary>The last message, which tells how many bytes of audio came.</summary>
    public static byte[] Final(long bytes) => Json("recog-finished", $"{bytes}", [], isDetermined: true);

    /// <summary>How many characters the first so many texts have.</summary>
    public static long Characters(int count) => Enumerable.Range(0, count).Sum(static i => (long)Texts[i % Texts.Count].Length);

    private static byte[] Json(string status, string text, IEnumerable<string> words, bool isDetermined) => Encoding.UTF8.GetBytes(
        $$"""{"type":"asr#nictlvcsr2","session_id":"0f8fad5b-d9cb-469f-a165-70867728950e","status":"{{status}}","response":[{"result":"{{text}}","words":[{{string.Join(',', words.Select(static word => $"\"{word}\""))}}],"determined":{{(isDetermined ? "true" : "false")}},"time":1100}]}""");
}
