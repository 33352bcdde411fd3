using Microsoft.Playwright;
using Mimi.Browser.Tests.Support;

namespace Mimi.Browser.Tests;

/// <summary>A recording is decoded by the browser and captioned; its captions can be taken away.</summary>
public sealed class FileTests(Support.Browser browser)
{
    [Fact]
    public async Task Recording_Chosen_GivesCaptionsAndSubtitles()
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Open.Address);

        await page.DropAsync(Jfk.File);
        await page.UntilAsync("done");

        string text = await page.Captions.InnerTextAsync();
        Jfk.AssertIn(text);
        await page.Page.ClickAsync("#copy");
        Jfk.AssertIn(await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        string vtt = await SavedAsync(page, "#vtt");
        string srt = await SavedAsync(page, "#srt");
        Assert.StartsWith("WEBVTT\n\n00:00:0", vtt, StringComparison.Ordinal);
        Assert.Matches(@"^1\n00:00:0\d,\d{3} --> 00:00:\d\d,\d{3}\n", srt);
        Jfk.AssertIn(vtt.ReplaceLineEndings(" "));
        Assert.Equal([.. Times(vtt).Order()], Times(vtt));
        Assert.InRange(Times(vtt)[^1], TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(11.5));
    }

    [Fact]
    public async Task NotAudio_Chosen_SaysSo()
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Open.Address);

        await page.DropAsync(typeof(FileTests).Assembly.Location);
        await page.Page.Locator("#problem:visible").WaitForAsync();

        Assert.Contains("cannot read this file", await page.Page.InnerTextAsync("#problem"), StringComparison.Ordinal);
        Assert.Equal("Start the microphone", await page.Microphone.InnerTextAsync());
    }

    [Fact]
    public async Task LanguageWithoutModel_IsRefusedWithTheServersReason()
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Open.Address);
        await page.Page.SelectOptionAsync("#language", "th");

        await page.DropAsync(Jfk.File);
        await page.Page.Locator("#problem:visible").WaitForAsync();

        Assert.Contains("no local model for the language 'th'", await page.Page.InnerTextAsync("#problem"), StringComparison.Ordinal);
        await page.UntilAsync("idle");
    }

    private static async Task<string> SavedAsync(CaptionsPage page, string button)
    {
        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync(button));
        await using Stream stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static TimeSpan[] Times(string vtt) =>
        [.. vtt.Split('\n').Where(static line => line.Contains("-->", StringComparison.Ordinal)).SelectMany(static line => line.Split(" --> ")).Select(static time => TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture))];
}
