using System.CommandLine;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi serve</c>: what its command line looks like.</summary>
internal static class ServeCommand
{
    public const string Details = """
        It listens on 127.0.0.1 only, and writes its address to standard output when it is ready. With MIMI_TOKEN set,
        callers must show that token; with --accounts, tokens are issued as by mimi itself. Ctrl-C closes the running sessions and ends; pressed again, it ends at once.

        """;

    public static Command Create(CliEnvironment environment)
    {
        Option<int?> port = CliOptions.Number("--port", "The port; 0 takes a free one. Default: 8710.", 0, 65_535);
        var https = new Option<bool>("--https") { Description = "Speaks TLS, with a certificate of its own making." };
        var strict = new Option<bool>("--strict") { Description = "Holds callers to mimi's documented limits: frames of 65,536 bytes, not fragmented." };
        Option<string?> accounts = CliOptions.File("--accounts", "Who may get tokens, and for what: a file as docs/local-mimi.md shows.");
        Option<string?> scenario = CliOptions.File("--scenario", "What is answered where there is no model: a file as docs/scenarios.md shows.");
        var chaos = new Option<string?>("--chaos") { Description = "Lets connections fail: a plan such as 'seed=1;rate=0.3;faults=reset,close:4003' or '@FILE', as docs/testing.md shows. Each fault is written to standard error.", HelpName = "PLAN" };
        var endWithToken = new Option<bool>("--end-sessions-with-token") { Description = "Closes a session, with code 1008, when the token that opened it expires." };
        Option<int?> maxSessions = CliOptions.Number("--max-sessions", "How many sessions may be running; more are refused with status 503 and Retry-After. Default: as many as the recogniser keeps up with.", 1, 1_000_000);
        var local = new LocalModelSymbols();
        var command = new Command("serve", "Runs a local mimi: mimi's wire protocol over recognisers and voices on this machine.") { port, local.Model, local.ModelsFile, accounts, scenario, https, strict, chaos, endWithToken, maxSessions };
        command.SetAction((parsed, _) => new ServeRun(
            new()
            {
                Port = parsed.GetValue(port) ?? ServeOptions.DefaultPort,
                UseHttps = parsed.GetValue(https),
                IsStrict = parsed.GetValue(strict),
                AccountsFile = parsed.GetValue(accounts),
                ScenarioFile = parsed.GetValue(scenario),
                Chaos = parsed.GetValue(chaos),
                EndsSessionsWithToken = parsed.GetValue(endWithToken),
                MaxSessions = parsed.GetValue(maxSessions),
                Local = local.Read(parsed),
            },
            environment).RunAsync());
        return command;
    }
}
