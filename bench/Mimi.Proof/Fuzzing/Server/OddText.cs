using System.Globalization;
using System.Text;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>Values for headers, queries and forms: the right ones, and what else somebody may send.</summary>
internal sealed class OddText(FuzzRandom random, int oddness)
{
    private static readonly string[] Odd =
    [
        "", " ", "\t", "0", "-1", "1e9", "99999999999999999999", "true", "null", "ja", "JA", "ja-JP", "en", "xx", "*", ";", ";;", "=", "a=b", "%", "%zz", "%00", "%ED%A0%80", "%F0%A0%AE%B7", "%E3%81%82", "+", "&", "あ", "𠮷", "\ud7ff", "../..", "//", "?", "#", "'", "\"", "<script>", "{\"a\":1}", "\\ud800",
    ];

    /// <summary>One of the right values, or now and then another.</summary>
    public string Or(params ReadOnlySpan<string> right) => random.Percent(oddness) ? Any() : random.Pick(right);

    public string Any() => random.Percent(5) ? new string(random.Pick('a', ';', '=', 'あ'), random.Below(2_000)) : random.Percent(20) ? random.Pick(Odd) + random.Pick(Odd) : random.Pick(Odd);

    public string AudioType() => random.Percent(oddness)
        ? random.Pick("audio/x-pcm", "audio/x-flac", "audio/wav", "AUDIO/X-PCM", "", ";;;") + random.Pick("", ";", "; ") + string.Join(random.Pick(";", " ; ", ","), Enumerable.Range(0, random.Below(4)).Select(_ => random.Pick("bit", "rate", "channels", "RATE", "x", "") + random.Pick("=", "=", "", "==") + random.Pick("16", "16000", "1", "2", "3", "0", "-1", "\"16\"", "1e3", "999999999999", "48000", "8000", "44100", "")))
        : random.Pick("audio/x-pcm;bit=16;rate=16000;channels=1", "audio/x-pcm;bit=16;rate=16000;channels=1", "audio/x-pcm; bit=16; rate=48000; channels=2", "audio/x-pcm;bit=16;rate=8000", "audio/x-pcm");

    public string NictOptions() => random.Percent(30) ? "response_format=v2;progressive=true;temporary=true;temporary_interval=100" : string.Join(
        ';',
        Enumerable.Range(0, random.Below(5)).Select(_ => random.Pick("response_format=v2", "response_format=v1", "progressive=true", "temporary=True", "temporary=false", "temporary_interval=" + Or("0", "100", "500"), "input_type=text", Or("progressive", "response_format=v3"))));

    /// <summary>Percent-encodes as a form or query needs it, or leaves it raw to see what comes of it. Never with the blanks that would end a request line.</summary>
    public string Encoded(string value) => random.Percent(oddness) && !value.AsSpan().ContainsAnyExceptInRange('!', '~') ? value : Uri.EscapeDataString(Whole(value));

    /// <summary>What a header can carry: no line ends, so that the request stays one.</summary>
    public static byte[] HeaderBytes(string value) => Encoding.UTF8.GetBytes(string.Concat(value.Select(static letter => char.IsControl(letter) || letter == '\u007f' ? ' ' : letter)));

    public static string Length(int bytes) => bytes.ToString(CultureInfo.InvariantCulture);

    /// <summary>EscapeDataString wants text.</summary>
    private static string Whole(string value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
}
