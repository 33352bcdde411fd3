using System.CommandLine;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi translate</c>: what its command line looks like.</summary>
internal static class TranslateCommand
{
    private const string Japanese = "ja";
    private const string English = "en";

    public const string Details = """
        One of the two languages is Japanese: mimi translates between Japanese and the others only.
        Without --url and credentials a local mimi is started for the time of the command. It has no model for
        translation, and answers what the file of --scenario says.

        """ + LoginSymbols.Details;

    public static Command Create(CliEnvironment environment)
    {
        var text = new Argument<string>("text") { Description = "What to translate; - is standard input, in UTF-8." };
        Option<string> from = CliOptions.Language("--from", "The language of the text.");
        Option<string> to = CliOptions.Language("--to", "The language to translate into.", English);
        var service = new ServiceSymbols("https://tra.mimi.fd.ai/machine_translation");
        var command = new Command("translate", "Translates a text.") { text, from, to, service.Url, service.TokenService, service.Scenario };
        command.Validators.Add(service.Validate);
        command.Validators.Add(result =>
        {
            string source = result.GetValue(from) ?? Japanese; // A validator does not see defaults.
            string target = result.GetValue(to) ?? English;
            if ((source == Japanese) == (target == Japanese))
            {
                result.AddError($"--from {source} --to {target}: one of the two languages must be {Japanese}, and the other not.");
            }
        });
        command.SetAction((parsed, _) => new TranslateRun(
            new()
            {
                Text = parsed.GetRequiredValue(text),
                From = parsed.GetRequiredValue(from),
                To = parsed.GetRequiredValue(to),
                Service = service.Read(parsed),
            },
            environment).RunAsync());
        return command;
    }
}
