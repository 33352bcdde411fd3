using System.Net;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.NictTra;
using Mimi.Client.Testing;
using Mimi.Client.Tokens;
using Mimi.EndToEnd.Tests.Support;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>The life of a token, from first to last, as one would live it with mimi itself. Read it as a tutorial.</summary>
public sealed class TokenTutorialTests(LocalMimi mimi)
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Token_FromIssueToRevocation()
    {
        // A local mimi with one application, which may translate and nothing else. Server and client share a clock that we turn.
        var clock = new ManualTimeProvider(new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        string accounts = $$"""
            { "applications": [ { "id": "my-app", "secret": "{{MimiAccounts.HashSecret("合言葉")}}", "scopes": ["nict-tra/http-api-service"] } ] }
            """;
        await using MimiServer server = await mimi.StartAsync(new()
        {
            Recognizers = mimi.Models,
            Accounts = MimiAccounts.Parse(accounts),
            Scenario = MimiScenario.Parse("""{ "entries": [ { "service": "machine_translation", "translation": ["Hello."] } ] }"""),
            TimeProvider = clock,
        });
        using var engine = new HttpNetworkEngine();
        var translation = new Uri(server.Address, "machine_translation");
        var tokens = new MimiTokenClient(engine, server.Address, new() { TimeProvider = clock, Retry = MimiRetryOptions.None });
        MimiIdentity identity = MimiIdentity.Application("my-app", "合言葉");

        // A scope that the application was not given is refused when the token is asked for, and the advice says what to do.
        var refused = await Assert.ThrowsAsync<MimiServiceException>(() => tokens.IssueAsync(identity, MimiScopes.NictAsr.WebSocket, Token));
        Assert.Contains("scope", refused.Advice, StringComparison.OrdinalIgnoreCase);

        // A token for one scope: translation works with it, recognition does not.
        MimiAccessToken token = await tokens.IssueAsync(identity, MimiScopes.NictTra.Http, Token);
        Assert.Equal(TimeSpan.FromHours(1), token.ExpiresIn);
        var translator = new NictTraClient(engine, MimiCredential.FromToken(token.AccessToken), translation);
        Assert.Equal(["Hello."], await translator.TranslateAsync("こんにちは。", "ja", "en", cancellationToken: Token));
        var recognizer = new NictAsrV2Client(engine, MimiCredential.FromToken(token.AccessToken), server.Address);
        var wrongScope = await Assert.ThrowsAsync<MimiServiceException>(() => recognizer.OpenSessionAsync(new() { Language = "en" }, Token));
        Assert.Equal(HttpStatusCode.Unauthorized, wrongScope.StatusCode);

        // An hour later it has expired.
        clock.Advance(TimeSpan.FromMinutes(61));
        var expired = await Assert.ThrowsAsync<MimiServiceException>(() => translator.TranslateAsync("こんにちは。", "ja", "en", cancellationToken: Token));
        Assert.Equal(HttpStatusCode.Unauthorized, expired.StatusCode);

        // A credential that renews itself does not notice.
        MimiCredential credential = tokens.CreateCredential(identity, MimiScopes.NictTra.Http, clock);
        var lasting = new NictTraClient(engine, credential, translation);
        Assert.Equal(["Hello."], await lasting.TranslateAsync("こんにちは。", "ja", "en", cancellationToken: Token));
        string first = await credential.GetTokenAsync(Token);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(["Hello."], await lasting.TranslateAsync("こんにちは。", "ja", "en", cancellationToken: Token));
        string second = await credential.GetTokenAsync(Token);
        Assert.NotEqual(first, second);

        // Revoked, it is refused at once, long before it would expire.
        string before = (await tokens.ValidateAsync(second, Token)).Status!;
        await tokens.RevokeAsync(identity, second, Token);
        Assert.NotEqual(before, (await tokens.ValidateAsync(second, Token)).Status);
        var revoked = await Assert.ThrowsAsync<MimiServiceException>(() =>
            new NictTraClient(engine, MimiCredential.FromToken(second), translation).TranslateAsync("こんにちは。", "ja", "en", cancellationToken: Token));
        Assert.Equal(HttpStatusCode.Unauthorized, revoked.StatusCode);
        Assert.DoesNotContain(second, revoked + revoked.Detail, StringComparison.Ordinal);
    }
}
