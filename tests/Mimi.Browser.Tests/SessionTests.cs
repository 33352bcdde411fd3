using System.Text.Json;
using Mimi.Browser.Tests.Support;

namespace Mimi.Browser.Tests;

/// <summary>The page's connection, driven by hand.</summary>
public sealed class SessionTests(Support.Browser browser)
{
    /// <summary>Opens a session, waits for it, and keeps what it tells.</summary>
    private const string Begin = """
        async () => {
          const { CaptionSession } = await import('./session.js');
          const told = window.told = [];
          const session = window.session = new CaptionSession({ process: 'nict-asr', language: 'en', rate: 16000 });
          for (const type of ['state', 'gap', 'ended']) session.addEventListener(type, event => told.push({ type, state: event.state, start: event.start, seconds: event.seconds, problem: event.problem }));
          session.start();
        }
        """;

    private const string Push = "seconds => { for (let i = 0; i < seconds * 10; i++) session.push(new Int16Array(1600), true); }";

    [Fact]
    public async Task LineIsDownForLong_WhatDoesNotFitIsAGap()
    {
        await using var relay = new Relay(browser.Open.Address);
        await using CaptionsPage page = await browser.OpenAsync(relay.Address);
        await page.Page.EvaluateAsync(Begin);
        await TellsAsync(page, "live");
        relay.Cut();
        await TellsAsync(page, "lost");

        await page.Page.EvaluateAsync(Push, 42);
        relay.Restore();
        await page.Page.WaitForFunctionAsync("() => told.some(event => event.type === 'gap')");
        await page.Page.EvaluateAsync("session.finish()");
        await page.Page.WaitForFunctionAsync("() => told.some(event => event.type === 'ended')");

        JsonElement gap = await page.Page.EvaluateAsync<JsonElement>("told.filter(event => event.type === 'gap')");
        Assert.Equal(1, gap.GetArrayLength());
        Assert.Equal(0, gap[0].GetProperty("start").GetDouble());
        Assert.InRange(gap[0].GetProperty("seconds").GetDouble(), 11.8, 12.2); // 42 s came, 30 s are kept.
    }

    [Fact]
    public async Task ServerIsNotThere_ItIsTriedAgainEverMoreRarely()
    {
        await using var relay = new Relay(browser.Open.Address);
        await using CaptionsPage page = await browser.OpenAsync(relay.Address);
        relay.Cut();

        await page.Page.EvaluateAsync(Begin);
        await page.Page.WaitForFunctionAsync("() => told.filter(event => event.state === 'lost').length === 3");
        relay.Restore();
        await TellsAsync(page, "live");
        await page.Page.EvaluateAsync("session.cancel()");

        double[] waits = await page.Page.EvaluateAsync<double[]>("told.filter(event => event.state === 'lost').map(event => event.seconds)");
        Assert.Equal([1, 1, 2], waits); // Half a second, one, two, each a fifth more or less, in whole seconds that are not none.
    }

    private static async Task TellsAsync(CaptionsPage page, string state) => await page.Page.WaitForFunctionAsync("state => told.at(-1)?.state === state", state);
}
