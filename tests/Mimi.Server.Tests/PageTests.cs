using System.Text.RegularExpressions;
using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests;

public sealed partial class PageTests
{
    private const string BrowsersAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Fact]
    public async Task Root_AskedByABrowser_IsThePage()
    {
        await using Fixture server = await Fixture.StartAsync();

        using HttpResponseMessage response = await GetAsync(server, "/", BrowsersAccept);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    public async Task Root_AskedByAProgram_StillWantsAWebSocket(string? accept)
    {
        await using Fixture server = await Fixture.StartAsync();

        using HttpResponseMessage response = await GetAsync(server, "/", accept);

        Assert.Equal(426, (int)response.StatusCode);
    }

    [Fact]
    public async Task WebSocket_ThatAcceptsHtml_IsAWebSocket()
    {
        await using Fixture server = await Fixture.StartAsync();

        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"), ("Accept", BrowsersAccept));
    }

    [Fact]
    public async Task Page_WithAccounts_ComesWithoutAToken()
    {
        await using Fixture server = await Fixture.StartAsync(configure: static options => options with { AccessToken = "secret" });

        using HttpResponseMessage response = await GetAsync(server, "/", BrowsersAccept);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Page_SwitchedOff_IsNotThere()
    {
        await using Fixture server = await Fixture.StartAsync(configure: static options => options with { ServePage = false });

        using HttpResponseMessage root = await GetAsync(server, "/", BrowsersAccept);
        using HttpResponseMessage part = await GetAsync(server, "/app.js", "*/*");

        Assert.Equal(426, (int)root.StatusCode);
        Assert.Equal(404, (int)part.StatusCode);
    }

    /// <summary>Whatever a part of the page refers to is served, typed and guarded, and nothing refers elsewhere.</summary>
    [Fact]
    public async Task Parts_AreAllServed_AndNothingIsLoadedFromElsewhere()
    {
        await using Fixture server = await Fixture.StartAsync();
        var waiting = new Queue<string>([""]);
        var seen = new HashSet<string>();
        while (waiting.TryDequeue(out string? part))
        {
            if (!seen.Add(part))
            {
                continue;
            }

            using HttpResponseMessage response = await GetAsync(server, "/" + part, BrowsersAccept);
            string text = await response.Content.ReadAsStringAsync(TestTimeout.Token);
            Assert.True(response.IsSuccessStatusCode, part);
            Assert.True(response.Headers.Contains("Content-Security-Policy"), part);
            Assert.DoesNotMatch(Elsewhere(), text);
            Assert.DoesNotMatch(Inline(), text);
            foreach (Match reference in Reference().Matches(text))
            {
                waiting.Enqueue(reference.Groups[1].Value);
            }
        }

        Assert.Superset(new HashSet<string> { "app.js", "session.js", "worklet.js", "style.css", "icon.svg" }, seen);
    }

    private static async Task<HttpResponseMessage> GetAsync(Fixture server, string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return await server.Http.SendAsync(request, TestTimeout.Token);
    }

    [GeneratedRegex(@"(?:src|href|from|addModule\(|url\()[= (]*[""']?(?:https?:)?//")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=[""']|innerHTML|\beval\(")]
    private static partial Regex Inline();

    [GeneratedRegex(@"(?:src=""|href=""|from '\./|addModule\(')([\w.-]+)")]
    private static partial Regex Reference();
}
