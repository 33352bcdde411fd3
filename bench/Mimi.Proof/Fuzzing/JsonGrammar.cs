using System.Globalization;
using System.Text;

namespace Mimi.Proof.Fuzzing;

/// <summary>Writes JSON that is mostly what is expected, and here and there is not: wrong types, huge numbers, deep nesting, strange strings, doubled and unknown members.</summary>
/// <param name="random">Decides.</param>
/// <param name="oddness">How many of a hundred values are odd.</param>
internal sealed class JsonGrammar(FuzzRandom random, int oddness)
{
    private const int DeepestNesting = 100;
    private const int LongestString = 3_000;

    private static readonly string[] Numbers =
    [
        "0", "-0", "0.0", "1", "-1", "5", "1e3", "1E-3", "0.30000000000000004", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "922337203685477", "922337203685478", "-922337203685477.5", "1e308", "1e309", "-1e400", "1e-400", "1" + new string('0', 400),
    ];

    private static readonly string[] Wrong = ["01", "1.", ".5", "+1", "NaN", "Infinity", "nul", "tru", "'a'", "\"a", "\"\\x\"", "\"\\u12\"", "\"\t\"", "[1,]", "{\"a\"}", "{\"a\":}", "{,}", "[", "}", "/**/1", "\u00a0", ""];

    private static readonly string[] Texts =
    [
        "", " ", "こんにちは", "東京特許許可局", "今日は、いい天気ですね。", "𠮷野家", "👨‍👩‍👧‍👦", "e\u0301", "\ufeff", "\ufffd", "\u2028", "￿", "a|b|c|d|e|f|g", "|||SENT-START-END|", "recog-finished", "null", "ｶﾞ", "\u200f", "\\u0000", "\\ud83d\\ude00", "\\n\\t\\\"\\\\\\/",
    ];

    private static readonly string[] HalfPairs = ["\\ud800", "\\udc00", "\\ud800a", "\\udc00\\ud800", "\\uDBFF\\u0041"];

    public string Text() => "\"" + TextBody() + "\"";

    /// <summary>A value, or now and then an odd one in its place.</summary>
    public string Or(string expected) => random.Percent(oddness) ? Odd() : expected;

    public string Object(params ReadOnlySpan<(string Name, string Value)> members)
    {
        var json = new StringBuilder("{");
        foreach ((string name, string value) in members)
        {
            if (random.Percent(oddness))
            {
                Append(json, random.Pick("extra", "", "結果", "\\u0000", "\\ud800", name, name.ToUpperInvariant()), Odd());
            }

            if (!random.Permille(oddness * 3))
            {
                Append(json, random.Percent(oddness) ? Escaped(name) : name, Or(value));
            }
        }

        return json.Append('}').ToString();
    }

    public string Array(int most, Func<string> entry)
    {
        string[] entries = new string[random.Below(most + 1)];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = Or(entry());
        }

        return "[" + string.Join(random.Pick(",", ",", " , "), entries) + "]";
    }

    public string Number() => random.Percent(20) ? random.Pick(Numbers) : random.Below(100_000).ToString(CultureInfo.InvariantCulture);

    private static string Escaped(string name) => string.Concat(name.Select(static letter => $"\\u{(int)letter:x4}"));

    private static string Nested(int depth, string open, string close) => string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));

    private void Append(StringBuilder json, string name, string value) =>
        json.Append(json.Length > 1 ? "," : "").Append('"').Append(name).Append('"').Append(random.Pick(":", ": ", " :\n")).Append(value);

    private string Odd() => random.Below(10) switch
    {
        0 => random.Pick("null", "true", "false"),
        1 => random.Pick(Numbers),
        2 => Text(),
        3 => random.Pick("[]", "{}", "[[]]", "[{}]", "{\"a\":{\"a\":1,\"a\":2}}"),
        4 => random.Percent(50) ? Nested(1 + random.Below(DeepestNesting), "[", "]") : Nested(1 + random.Below(DeepestNesting), "{\"a\":", "}"),
        5 => "\"" + random.Pick(HalfPairs) + "\"",
        6 => "\"" + string.Concat(Enumerable.Repeat(random.Pick("a", "あ", "𠮷", "\\u3042"), random.Below(LongestString))) + "\"",
        7 => random.Pick(Wrong),
        _ => random.Pick("\"true\"", "\"False\"", "1.5", "[1]", "[\"a\",2,null]", "\"1\""),
    };

    private string TextBody() => random.Percent(oddness / 4) ? random.Pick(HalfPairs) : random.Pick(Texts);
}
