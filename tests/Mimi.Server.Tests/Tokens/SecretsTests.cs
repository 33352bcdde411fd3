using System.Text.Json;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.TokenCalls;

namespace Mimi.Server.Tests.Tokens;

/// <summary>Marked secrets go through every path, and are looked for in everything that comes out.</summary>
public sealed class SecretsTests
{
    private const string Mark = "MARKED";

    [Fact]
    public async Task Secrets_OnEveryPath_AreNeitherLoggedNorRepeated()
    {
        var logs = new CapturingLoggerFactory();
        List<string> replies = [];
        List<string> tokens = [];
        await using (Fixture server = await StartWithAccountsAsync(options => options with { LoggerFactory = logs }))
        {
            string token = await server.TokenAsync("asr/http-api-service");
            tokens.Add(token);
            foreach (string secret in (string[])[TestAccounts.ClientSecret, Mark + "-wrong"])
            {
                foreach (string grant in (string[])[ClientGrant, ApplicationGrant, Mark])
                {
                    (_, JsonElement issued) = await server.IssueAsync(Form(grant, "app:ears", secret, TestAccounts.Asr));
                    if (issued.TryGetProperty("accessToken", out JsonElement fresh))
                    {
                        tokens.Add(fresh.GetString()!);
                    }
                    else
                    {
                        replies.Add(issued.ToString());
                    }
                }

                replies.Add((await server.SendAsync($"/v2/token?client_secret={secret}&grant_type={ClientGrant}", null)).Body.ToString());
                replies.Add((await server.SendAsync($"/v2/token?client_secret={secret}", new StringContent(secret))).Body.ToString());
                replies.Add((await server.RevokeAsync(Mark + "-token", secret: secret)).Body.ToString());
                replies.Add((await server.SendAsync("/v2/validate", new FormUrlEncodedContent([new("token", secret)]))).Body.ToString());
                replies.Add((await server.PostAsync([], null, ("x-mimi-process", "asr"), ("Authorization", $"Bearer {Uri.EscapeDataString(secret)}"))).Body);
                replies.Add((await server.SendAsync("/speech_synthesis?access-token=" + secret, null)).Body.ToString());
            }

            replies.Add((await server.SendAsync("/speech_synthesis", null, token)).Body.ToString());
            replies.Add((await server.RevokeAsync(token)).Body.ToString());
            replies.Add((await server.SendAsync("/speech_synthesis", null, token)).Body.ToString());
        }

        Assert.Equal(2, tokens.Count);
        string[] everything = [.. logs.Lines, .. replies, TestAccounts.All.ToString()!];
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(everything, text => text.Contains(Mark, StringComparison.Ordinal));
        Assert.DoesNotContain(everything, text => tokens.Any(token => text.Contains(token.Split('.')[1], StringComparison.Ordinal) || text.Contains(token.Split('.')[2], StringComparison.Ordinal)));
    }
}
