using Mimi.Browser.Tests.Support;

namespace Mimi.Browser.Tests;

public sealed class SubtitleTests(Support.Browser browser)
{
    [Theory]
    [InlineData("short & <b>", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nshort &amp; &lt;b&gt;\n")]
    [InlineData("one two three four five six seven eight nine ten", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\none two three four five six seven eight\nnine ten\n")]
    [InlineData("これはとても長い字幕の行で、二十一文字目で折り返します。", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nこれはとても長い字幕の行で、二十一文字目で\n折り返します。\n")]
    [InlineData("これはとても長い字幕の行なので二十一文字め。続き", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nこれはとても長い字幕の行なので二十一文字\nめ。続き\n")] // No line begins with 。
    public async Task Vtt_OneCue_IsEscapedAndBroken(string text, string expected) => Assert.Equal(expected, await WriteAsync("toVtt", text));

    [Fact]
    public async Task Srt_LongText_BecomesCuesThatFollowEachOther()
    {
        string srt = await WriteAsync("toSrt", string.Join(' ', Enumerable.Repeat("captions", 20)));

        string line = "captions captions captions captions";
        Assert.Equal($"1\n00:00:01,000 --> 00:00:02,200\n{line}\n{line}\n\n2\n00:00:02,200 --> 00:00:03,400\n{line}\n{line}\n\n3\n00:00:03,400 --> 00:00:04,000\n{line}\n", srt);
    }

    private async Task<string> WriteAsync(string function, string text)
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Open.Address);
        return await page.Page.EvaluateAsync<string>("async ([name, text]) => (await import('./subtitles.js'))[name]([{ start: 1, end: 4, text }])", new[] { function, text });
    }
}
