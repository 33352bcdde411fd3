using System.CommandLine;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi doctor</c>: what its command line looks like.</summary>
internal static class DoctorCommand
{
    public const string Details = """
        Checks, one after the other: the configuration, the host's name, the connection with TLS, the clock, the token, and
        the recognition of one second of silence. The first that fails is explained with its cure, in Japanese if the locale
        (LC_ALL, LC_MESSAGES, LANG) is Japanese.

        """ + LoginSymbols.Details;

    public static Command Create(CliEnvironment environment)
    {
        const string Example = "https://service.mimi.fd.ai/";
        Option<Uri?> url = CliOptions.Address("--url", $"The full address of the recognition service. With credentials alone: {Example}", Example);
        Option<Uri?> tokenService = LoginSymbols.CreateTokenService();
        var language = new Option<string?>("--language") { Description = "The language to recognise. Default: en with the local mimi, ja with any other.", HelpName = "CODE" };
        var command = new Command("doctor", "Finds out what does not work, and says what helps.") { url, tokenService, language };
        command.SetAction((parsed, _) => new DoctorRun(new(parsed.GetValue(url), parsed.GetValue(tokenService), parsed.GetValue(language)), environment).RunAsync());
        return command;
    }
}
