using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mimi.Cli.Commands;

/// <summary>The options that say which mimi to go to, for the services that answer one request.</summary>
internal sealed class ServiceSymbols
{
    /// <param name="address">The full address of mimi's own service.</param>
    public ServiceSymbols(string address) =>
        Url = CliOptions.Address("--url", $"The full address of the service; http or https. With credentials alone: {address}", address);

    public Option<Uri?> Url { get; }

    public Option<Uri?> TokenService { get; } = LoginSymbols.CreateTokenService();

    public Option<string?> Scenario { get; } = CliOptions.File("--scenario", "What the local mimi answers: a file as docs/scenarios.md shows.");

    public ServiceOptions Read(ParseResult parsed) => new(parsed.GetValue(Url), parsed.GetValue(TokenService), parsed.GetValue(Scenario));

    /// <summary>Refuses options that go against each other.</summary>
    public void Validate(CommandResult result)
    {
        if (result.GetResult(Url) is not null && result.GetResult(Scenario) is not null)
        {
            result.AddError("--scenario is for the local mimi; --url goes to another mimi.");
        }
    }
}
