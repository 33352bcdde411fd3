using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Mimi.Browser.Tests.Support;

namespace Mimi.Browser.Tests;

/// <summary>Everybody can use the page. <c>UPDATE_IMAGES=1</c> writes what is seen into <c>docs/images</c>.</summary>
public sealed class AccessibilityTests(Support.Browser browser)
{
    private const int NarrowPixels = 375;
    private const int WidePixels = 1_000;

    public static TheoryData<string, ColorScheme, int> Looks
    {
        get
        {
            var looks = new TheoryData<string, ColorScheme, int>();
            foreach (string locale in (string[])["en-US", "ja-JP"])
            {
                foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
                {
                    looks.Add(locale, scheme, WidePixels);
                    looks.Add(locale, scheme, NarrowPixels);
                }
            }

            return looks;
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Axe_EmptyAndWithCaptions_FindsNoViolation(string locale, ColorScheme scheme, int width)
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Guarded.Address, new() { Locale = locale, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 740 } });
        Assert.Equal(locale[..2], await page.Page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.Equal(scheme == ColorScheme.Dark ? "dark" : "light", await page.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        await AssertNoViolationAsync(page);

        await page.DropAsync(Jfk.File); // It is refused: the token's field and the problem show.
        await page.Page.Locator("#token:visible:focus").WaitForAsync();
        await AssertNoViolationAsync(page);

        await page.Page.FillAsync("#token", Support.Browser.Token);
        await page.DropAsync(Jfk.File);
        await page.UntilHeardAsync("americans");
        await AssertNoViolationAsync(page);
        await page.UntilAsync("done");
        await AssertNoViolationAsync(page);
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
    }

    [Theory]
    [InlineData("captions-light.png", "en-US", ColorScheme.Light, WidePixels)]
    [InlineData("captions-dark.png", "en-US", ColorScheme.Dark, WidePixels)]
    [InlineData("captions-narrow.png", "ja-JP", ColorScheme.Light, NarrowPixels)]
    public async Task Picture_WhileListening_ShowsTheCaptions(string name, string locale, ColorScheme scheme, int width)
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Open.Address, new() { Locale = locale, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 740 } });
        await page.DropAsync(Jfk.File);
        await page.UntilHeardAsync("do for you");

        byte[] picture = await page.Page.ScreenshotAsync();

        Assert.NotEmpty(picture);
        if (Environment.GetEnvironmentVariable("UPDATE_IMAGES") == "1")
        {
            await File.WriteAllBytesAsync(Path.Combine(Images(), name), picture, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Keyboard_ReachesEverythingInOrder_AndStarts()
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Open.Address);
        var reached = new List<string>();
        for (int i = 0; i < 7; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            reached.Add(await page.Page.EvaluateAsync<string>("document.activeElement.id"));
        }

        Assert.Equal(["tongue", "theme", "microphone", "file", "language", "service", "stage"], reached);
        await page.Microphone.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAsync("live");
        Assert.Equal("Stop", await page.Microphone.InnerTextAsync());
    }

    [Fact]
    public async Task ScreenReader_IsToldFinalLinesOnly_AndTheState()
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Open.Address);

        string tree = await page.Page.Locator("body").AriaSnapshotAsync();

        Assert.Contains("log", tree, StringComparison.Ordinal);
        Assert.Contains("status", tree, StringComparison.Ordinal);
        Assert.Contains("region \"Captions\"", tree, StringComparison.Ordinal);
        Assert.Equal("off", await page.Page.GetAttributeAsync("#open", "aria-live"));
        Assert.Equal("polite", await page.Page.GetAttributeAsync("#captions", "aria-live"));
    }

    [Fact]
    public async Task LanguageAndTheme_AreChosenAndRemembered()
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Open.Address);

        await page.Page.ClickAsync("#tongue");
        await page.Page.ClickAsync("#theme");
        await page.Page.ReloadAsync();

        Assert.Equal("リアルタイム字幕", await page.Page.InnerTextAsync("h1"));
        Assert.Equal("dark", await page.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
    }

    private static async Task AssertNoViolationAsync(CaptionsPage page)
    {
        await page.Page.EvaluateAsync(await AxeCore.ReadAsync());
        string[] violations = await page.Page.EvaluateAsync<string[]>(
            "axe.run().then(found => found.violations.map(violation => `${violation.id}: ${violation.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')}`))");
        Assert.Empty(violations);
    }

    private static string Images([CallerFilePath] string here = "") => Directory.CreateDirectory(Path.GetFullPath(Path.Combine(here, "../../../docs/images"))).FullName;
}
