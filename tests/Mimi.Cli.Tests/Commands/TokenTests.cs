using System.Text.Json;
using Mimi.Cli.Support;
using Mimi.Server;

namespace Mimi.Cli.Commands;

/// <summary>The command against a local mimi that issues tokens.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private const string Secret = "marked-secret-秘密";

    private readonly CliRun _cli = new();
    private MimiServer _server = null!;

    private string Address => _server.Address.AbsoluteUri;

    private string Line => _cli.Out.TrimEnd('\n').Split('\n')[^1];

    public async ValueTask InitializeAsync()
    {
        string accounts = $$"""
            { "applications": [ { "id": "app", "secret": "{{MimiAccounts.HashSecret(Secret)}}", "scopes": ["nict-tra/http-api-service", "nict-tts/http-api-service"] } ] }
            """;
        var options = new MimiServerOptions
        {
            Recognizers = new CountingRecognizers(),
            Accounts = MimiAccounts.Parse(accounts),
            Scenario = MimiScenario.Parse("""{ "entries": [ { "service": "machine_translation", "language": "ja", "translation": ["Hello."] } ] }"""),
        };
        _server = await MimiServer.StartAsync(options, TestContext.Current.CancellationToken);
        _cli.Variables["MIMI_APPLICATION_ID"] = "app";
        _cli.Variables["MIMI_CLIENT_SECRET"] = Secret;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _cli.Dispose();
    }

    [Fact]
    public async Task Token_NoCredentials_IsIssuedByALocalMimi()
    {
        _cli.Variables.Clear();

        Assert.Equal((0, ""), (await _cli.RunAsync("token", "issue", "--scope", "asr/http-api-service", "--json"), _cli.Error));

        using JsonDocument issued = JsonDocument.Parse(Line);
        Assert.Equal(3_600, issued.RootElement.GetProperty("expires_in").GetInt32());
        Assert.NotEqual("", issued.RootElement.GetProperty("token").GetString());
    }

    [Fact]
    public async Task Token_AccountsFile_IsGoodAtEveryLocalMimiWithTheSameKey()
    {
        using var folder = new TestFolder();
        string accounts = Path.Combine(folder.Path, "口座.json");
        string key = Convert.ToBase64String(new byte[32]);
        string app = $$"""{ "id": "app", "secret": "{{MimiAccounts.HashSecret(Secret)}}", "scopes": ["nict-tra/http-api-service"] }""";
        await File.WriteAllTextAsync(accounts, $$"""{ "signingKey": "{{key}}", "applications": [ {{app}} ] }""", TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (await _cli.RunAsync("token", "issue", "--scope", "nict-tra/http-api-service", "--accounts", accounts), _cli.Error));
        _cli.Variables["MIMI_TOKEN"] = Line;
        Assert.Equal((0, ""), (await _cli.RunAsync("token", "validate", "--accounts", accounts), _cli.Error));

        Assert.Equal("valid", Line);
        Assert.Equal(64, await _cli.RunAsync("token", "validate", "--accounts", accounts, "--url", Address));
    }

    [Fact]
    public async Task Token_Life_IssuedUsedValidatedRevokedRefused()
    {
        Assert.Equal((0, ""), (await _cli.RunAsync("token", "issue", "--scope", "nict-tra/http-api-service", "--url", Address), _cli.Error));
        string token = Line;
        _cli.Variables["MIMI_TOKEN"] = token;
        Assert.Equal(0, await _cli.RunAsync("translate", "やあ", "--url", Address + "machine_translation"));
        Assert.Equal("Hello.", Line);
        Assert.Equal(0, await _cli.RunAsync("token", "validate", "--url", Address));
        string whileValid = Line;
        Assert.Equal(77, await _cli.RunAsync("speak", "やあ", "-o", "/dev/null", "--url", Address + "speech_synthesis")); // Another scope.

        Assert.Equal(0, await _cli.RunAsync("token", "revoke", "--url", Address));

        Assert.Equal(77, await _cli.RunAsync("translate", "やあ", "--url", Address + "machine_translation"));
        await _cli.RunAsync("token", "validate", "--url", Address);
        Assert.NotEqual(whileValid, Line);
        Assert.DoesNotContain(Secret, _cli.Out + _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(token, _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_Identity_GetsItsOwnToken()
    {
        Assert.Equal((0, ""), (await _cli.RunAsync("translate", "やあ", "--url", Address + "machine_translation", "--token-url", Address), _cli.Error));

        Assert.Equal("Hello.\n", _cli.Out);
    }

    [Fact]
    public async Task Issue_Json_TellsScopesAndExpiry()
    {
        Assert.Equal(0, await _cli.RunAsync("token", "issue", "--scope", "nict-tra/http-api-service", "nict-tts/http-api-service", "--json", "--url", Address));

        JsonElement token = JsonDocument.Parse(_cli.Out).RootElement;
        Assert.Equal(3_600, token.GetProperty("expires_in").GetInt32());
        Assert.Equal(2, token.GetProperty("scopes").GetArrayLength());
        Assert.EndsWith("Z", token.GetProperty("expires_at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_WrongSecret_IsRefusedWithoutIt()
    {
        _cli.Variables["MIMI_CLIENT_SECRET"] = "wrong-marked";

        Assert.NotEqual(0, await _cli.RunAsync("token", "issue", "--scope", "asr/http-api-service", "--url", Address));

        Assert.StartsWith("mimi: ", _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-marked", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issue --scope asr", "MIMI_CLIENT_SECRET", "is missing")]
    [InlineData("validate", "MIMI_CLIENT_SECRET MIMI_APPLICATION_ID", "MIMI_TOKEN")]
    [InlineData("revoke", "", "MIMI_TOKEN")]
    public async Task Token_SomethingMissing_SaysWhat(string line, string without, string expected)
    {
        foreach (string name in without.Split(' '))
        {
            _cli.Variables.Remove(name);
        }

        Assert.Equal(78, await _cli.RunAsync(["token", .. line.Split(' '), "--url", Address]));

        Assert.Contains(expected, _cli.Error, StringComparison.Ordinal);
    }
}
