using System.Text.Json;
using Mimi.Browser.Tests.Support;
using Mimi.Server;
using Mimi.TestSupport;

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

    /// <summary>Keeps the captions that the session tells, and the pieces that the server does.</summary>
    private const string FollowCaptions = """
        () => {
          window.pieces = [];
          window.captions = [];
          session.addEventListener('caption', ({ id, start, end, text, isFinal }) => captions.push({ id, start, end, text, isFinal }));
          const parse = JSON.parse;
          JSON.parse = text => {
            const message = parse(text);
            pieces.push(...(message.response ?? []).map(({ result, determined }) => ({ text: result, determined })));
            return message;
          };
        }
        """;

    private const string Speak = "seconds => { for (let i = 0; i < seconds * 10; i++) session.push(new Int16Array(1600), false); }";

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

    /// <summary>Nobody pauses, so that a determined piece ends where the next one begins, and not before that is known.</summary>
    [Fact]
    public async Task LineBreaksBehindADeterminedPiece_ThatIsHeardAgainAndStandsOnce()
    {
        const string Scenario = """
            { "entries": [ { "service": "nict-asr", "language": "en", "results": [
              { "at": 500, "temporary": "one" }, { "at": 1000, "final": "one", "start": 100, "end": 1000 },
              { "at": 2000, "temporary": "two", "start": 1000 }, { "final": "two", "start": 1000, "end": 2500 } ] } ] }
            """;
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = browser.Models, Scenario = MimiScenario.Parse(Scenario) }, TestTimeout.Token);
        await using var relay = new Relay(server.Address);
        await using CaptionsPage page = await browser.OpenAsync(relay.Address);
        await page.Page.EvaluateAsync(Begin);
        await page.Page.EvaluateAsync(FollowCaptions);
        await TellsAsync(page, "live");
        await page.Page.EvaluateAsync(Speak, 1.5);
        await page.Page.WaitForFunctionAsync("() => window.pieces.some(piece => piece.text === 'one' && piece.determined)");

        relay.Cut();
        await TellsAsync(page, "lost");
        relay.Restore();
        await TellsAsync(page, "live");
        await page.Page.EvaluateAsync(Speak, 1);
        await page.Page.EvaluateAsync("session.finish()");
        await page.Page.WaitForFunctionAsync("() => told.some(event => event.type === 'ended')");

        string[] final = await page.Page.EvaluateAsync<string[]>("captions.filter(caption => caption.isFinal).map(({ text, start, end }) => `${text} ${start.toFixed(1)} ${end.toFixed(1)}`)");
        Assert.Equal(["one 0.1 1.0", "two 1.0 2.5"], final);
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
