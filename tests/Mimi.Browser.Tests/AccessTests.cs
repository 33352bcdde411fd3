using Mimi.Browser.Tests.Support;

namespace Mimi.Browser.Tests;

public sealed class AccessTests(Support.Browser browser)
{
    [Fact]
    public async Task ServerWithAccounts_AsksForAToken_AndKeepsItNowhere()
    {
        await using CaptionsPage page = await browser.OpenAsync(browser.Guarded.Address);
        Assert.False(await page.Page.IsVisibleAsync("#token"));

        await page.DropAsync(Jfk.File);
        await page.Page.Locator("#token:visible:focus").WaitForAsync();
        Assert.Contains("asks for an access token", await page.Page.InnerTextAsync("#problem"), StringComparison.Ordinal);
        await page.UntilAsync("idle");
        await page.Page.FillAsync("#token", Support.Browser.Token);
        await page.DropAsync(Jfk.File);
        await page.UntilAsync("done");

        Jfk.AssertIn(await page.Captions.InnerTextAsync());
        Assert.DoesNotContain(Support.Browser.Token, await page.Page.EvaluateAsync<string>("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])"), StringComparison.Ordinal);
        await page.Page.ReloadAsync();
        Assert.Equal("", await page.Page.InputValueAsync("#token"));
    }
}
