using System.Net;
using System.Text.Json;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.TokenCalls;

namespace Mimi.Server.Tests.Tokens;

/// <summary>Without accounts everybody is let in, so only this machine may come.</summary>
public sealed class OpenModeTests
{
    [Fact]
    public async Task Start_OpenOnAnotherHost_IsRefused()
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => MimiServer.StartAsync(new() { Recognizers = new ScriptedSpeech(), Host = IPAddress.Any }, TestTimeout.Token));

        Assert.Contains("MimiServerOptions.Accounts or AccessToken", e.Message, StringComparison.Ordinal);
        Assert.Contains("0.0.0.0", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_GuardedOnAnotherHost_Listens(bool byAccounts)
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with
        {
            Host = IPAddress.Any,
            Accounts = byAccounts ? TestAccounts.All : null,
            AccessToken = byAccounts ? null : "token",
        });

        Assert.Equal(401, (await server.PostAsync([], null, ("x-mimi-process", "asr"))).Status);
    }

    [Fact]
    public async Task Start_Open_IsLogged()
    {
        var open = new CapturingLoggerFactory();
        var guarded = new CapturingLoggerFactory();
        await using Fixture one = await Fixture.StartAsync(configure: options => options with { LoggerFactory = open });
        await using Fixture two = await StartWithAccountsAsync(options => options with { LoggerFactory = guarded });

        Assert.Contains(open.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("Open mode", StringComparison.Ordinal));
        Assert.DoesNotContain(guarded.Lines, line => line.Contains("Open mode", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Issue_Open_GivesEverybodyWhatTheyAsk()
    {
        await using Fixture server = await Fixture.StartAsync();

        (int status, JsonElement body) = await server.IssueAsync(Form(ClientGrant, "any:body", "any secret", TestAccounts.Asr));

        Assert.Equal((200, "valid"), (status, await server.StatusAsync(body.GetProperty("accessToken").GetString()!)));
    }
}
