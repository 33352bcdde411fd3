using Mimi.Browser.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Browser.Tests;

/// <summary>What the microphone hears is read on the page.</summary>
public sealed class MicrophoneTests(Support.Browser browser)
{
    [Theory]
    [InlineData("nict-asr")]
    [InlineData("asr")]
    public async Task Start_SomebodySpeaks_TheSentenceAppears(string service)
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Open.Address);
        await page.Page.SelectOptionAsync("#service", service);

        await page.Microphone.ClickAsync();
        await page.UntilAsync("live");
        await page.StopAfterTheRecordingAsync();

        SpokenJfk.AssertNearlyIn(await page.Captions.InnerTextAsync());
        Assert.Matches(@"^\d+\.\d s$", await page.Page.Locator("#latency").InnerTextAsync());
        Assert.Empty(await page.Page.Locator("#open").InnerTextAsync());
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, url => Assert.StartsWith(browser.Open.Address.ToString(), url.Replace("blob:", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ConnectionLost_WhileSomebodySpeaks_ShowsAndLosesNothing()
    {
        await using var relay = new Relay(browser.Open.Address);
        await using CaptionsPage page = await browser.OpenAsync(relay.Address);
        await page.Microphone.ClickAsync();
        await page.UntilHeardAsync("fellow");

        relay.Cut();
        await page.UntilAsync("lost");
        Assert.Contains("connection is lost", await page.State.InnerTextAsync(), StringComparison.Ordinal);
        await relay.TriedAsync();
        relay.Restore();
        await page.UntilAsync("live");
        await page.StopAfterTheRecordingAsync();

        string text = await page.Captions.InnerTextAsync();
        SpokenJfk.AssertNearlyIn(text);
        Assert.Equal(text.IndexOf("fellow", StringComparison.OrdinalIgnoreCase), text.LastIndexOf("fellow", StringComparison.OrdinalIgnoreCase)); // Nothing twice.
        Assert.Empty(await page.Page.Locator(".gap").AllAsync());
    }

    /// <summary>Nobody is told that the network has gone: the page asks.</summary>
    [Fact]
    public async Task NetworkGoesSilent_WhileSomebodySpeaks_ShowsAndRecovers()
    {
        await using var relay = new Relay(browser.Open.Address);
        await using CaptionsPage page = await browser.OpenAsync(relay.Address);
        await page.Microphone.ClickAsync();
        await page.UntilHeardAsync("fellow");

        relay.Freeze();
        await page.UntilAsync("lost");
        relay.Restore();
        await page.UntilAsync("live");
        await page.StopAfterTheRecordingAsync();

        SpokenJfk.AssertNearlyIn(await page.Captions.InnerTextAsync());
    }
}
