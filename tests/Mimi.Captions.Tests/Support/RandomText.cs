using System.Text;

namespace Mimi.Captions.Support;

/// <summary>Text of all kinds, and of what breaks programs: from a seed, so that a failure can be had again.</summary>
internal static class RandomText
{
    private static readonly string[] Parts =
    [
        "the ", "quick ", "brown ", "fox", " ", "  ", ", ", ". ", "! ", "? ", "well-known ", "3,141.59 ", "https://example.com/a-b?c=d&e=f ", "1,000円", "don't ", "\"quoted\" ", "(bracketed) ", "— ", "…",
        "今日は", "天気が", "いいです", "。", "、", "「", "」", "（", "）", "・", "ー", "コンピューター", "ッ", "ャ", "ぁ", "々", "？！", "２０２６年", "３．１４", "東京都", "……", "〜", "％", "￥", "\u3000", "ｱｲｳﾞ",
        "👨‍👩‍👧‍👦", "👍🏽", "🇯🇵", "❤️", "🎉", "か\u3099", "e\u0301", "한국어 ", "สวัสดี", "عربي ", "\u00A0", "\u2060", "\u200B",
        "-->", "<b>", "</i>", "&amp;", "&", "<", ">", "{\\an8}", "\n", "\r\n", "\n\n", "\t", "\0", "\u2028", "\u202E", "\uFEFF", "\uD800", "\uDC00", "\u0301", "1", "WEBVTT", "NOTE ", "STYLE", "00:00:01.000 --> 00:00:02.000",
        "Supercalifragilisticexpialidociousness", "ーーーーーーーーーーーーーーーーーーーーーーーー",
    ];

    public static string Of(Random random, int parts)
    {
        var text = new StringBuilder();
        for (int i = 0; i < parts; i++)
        {
            text.Append(Parts[random.Next(Parts.Length)]);
        }

        return text.ToString();
    }
}
