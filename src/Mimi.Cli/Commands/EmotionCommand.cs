using System.CommandLine;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi emotion</c>: what its command line looks like.</summary>
internal static class EmotionCommand
{
    public const string Details = """
        It writes a line with name and score for each emotion, the strongest first.
        Without --url and credentials a local mimi is started for the time of the command. It has no model for emotions,
        and answers what the file of --scenario says.

        """ + LoginSymbols.Details;

    public static Command Create(CliEnvironment environment)
    {
        var file = new Argument<string>("file") { Description = "A sound file or film; - is standard input." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var pcm = new RawPcmSymbols();
        var service = new ServiceSymbols("https://service.mimi.fd.ai/");
        var command = new Command("emotion", "Tells the emotion of speech.") { file, json, pcm.Rate, pcm.Channels, service.Url, service.TokenService, service.Scenario };
        command.Validators.Add(service.Validate);
        command.Validators.Add(result => pcm.Validate(result, [result.GetValue(file) ?? ""]));
        command.SetAction((parsed, _) => new EmotionRun(
            new()
            {
                File = parsed.GetRequiredValue(file),
                Json = parsed.GetValue(json),
                Raw = pcm.Read(parsed),
                Service = service.Read(parsed),
            },
            environment).RunAsync());
        return command;
    }
}
