using System.CommandLine;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Client.Tokens;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi token</c>: what its command lines look like.</summary>
internal static class TokenCommand
{
    public const string Details = """
        issue writes an access token to standard output: MIMI_TOKEN=$(mimi token issue --scope asr/http-api-service)
        validate and revoke are about the token in MIMI_TOKEN; issue and revoke need MIMI_APPLICATION_ID and
        MIMI_CLIENT_SECRET, and MIMI_CLIENT_ID for a client. A scope's name may leave out https://apis.mimi.fd.ai/auth/
        Without --url and credentials, or with --accounts, a local mimi does it for the time of the command: its tokens
        are good at every other local mimi whose accounts have the same key.

        """ + LoginSymbols.Details;

    private const string ScopePrefix = "https://apis.mimi.fd.ai/auth/"; // https://mimi.readme.io/reference/scope

    public static Command Create(CliEnvironment environment)
    {
        Option<Uri?> url = CliOptions.Address("--url", "The address below which the token service is. Default: https://auth.mimi.fd.ai/", "https://auth.mimi.fd.ai/");
        url.Recursive = true;
        Option<string?> accounts = CliOptions.File("--accounts", "Goes to a local mimi with the accounts of this file.");
        accounts.Recursive = true;
        var scopes = new Option<string[]>("--scope") { Description = "What the token shall allow; may be given several times.", HelpName = "NAME", Required = true, AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "Writes the token, its scopes and when it expires as one JSON object." };

        var issue = new Command("issue", "Gets a new token.") { scopes, json };
        issue.SetAction((parsed, _) => new TokenRun(parsed.GetValue(url), parsed.GetValue(accounts), environment).IssueAsync(ScopeOf(parsed.GetRequiredValue(scopes)), parsed.GetValue(json)));
        var validate = new Command("validate", "Tells what the service thinks of the token in MIMI_TOKEN.");
        validate.SetAction((parsed, _) => new TokenRun(parsed.GetValue(url), parsed.GetValue(accounts), environment).ValidateAsync());
        var revoke = new Command("revoke", "Makes the token in MIMI_TOKEN invalid.");
        revoke.SetAction((parsed, _) => new TokenRun(parsed.GetValue(url), parsed.GetValue(accounts), environment).RevokeAsync());
        var token = new Command("token", "Issues, validates and revokes access tokens.") { url, accounts, issue, validate, revoke };
        foreach (Command command in token.Subcommands)
        {
            command.Validators.Add(result =>
            {
                if (result.GetResult(url) is not null && result.GetResult(accounts) is not null)
                {
                    result.AddError("--accounts is for a local mimi; --url goes to another one.");
                }
            });
        }

        return token;
    }

    private static MimiScope ScopeOf(string[] names)
    {
        try
        {
            return names
                .SelectMany(static name => name.Split(';', StringSplitOptions.TrimEntries))
                .Select(static name => MimiScope.FromString(name.Contains("://", StringComparison.Ordinal) ? name : ScopePrefix + name))
                .Aggregate(static (all, next) => all | next);
        }
        catch (ArgumentException e)
        {
            throw new CliException(ExitCode.Usage, "--scope: a name such as asr/http-api-service is needed.", e);
        }
    }
}
