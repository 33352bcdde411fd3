using System.CommandLine;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi speak</c>: what its command line looks like.</summary>
internal static class SpeakCommand
{
    public const string Female = "female";
    public const string Male = "male";
    private const string AnyGender = "unknown";

    public const string Details = """
        Without --url and credentials a local mimi is started for the time of the command: it speaks ja through Open JTalk
        and en through flite (Debian: apt-get install open-jtalk libflite1). The audio is 16,000 Hz, 16 bits, one channel.

        """ + LoginSymbols.Details;

    public static Command Create(CliEnvironment environment)
    {
        var text = new Argument<string>("text") { Description = "What to say; - is standard input, in UTF-8." };
        Option<string?> output = CliOptions.File("--output", "The file to write; - is standard output, which is the default unless it is a terminal.", "-o");
        Option<string> language = CliOptions.Language("--language", "The language of the text, as the service names it. The local mimi speaks ja and en.");
        Option<string> gender = CliOptions.Choice("--gender", "The voice.", AnyGender, Female, Male);
        Option<double?> rate = CliOptions.Number("--rate", "How fast to speak; 1 is the voice's own pace. Experimental, says mimi.", 0.5, 2.0);
        var raw = new Option<bool>("--raw") { Description = "Writes bare samples, 16-bit little-endian, instead of a WAV file." };
        var service = new ServiceSymbols("https://tts.mimi.fd.ai/speech_synthesis");
        var command = new Command("speak", "Speaks a text into a WAV file.") { text, output, language, gender, rate, raw, service.Url, service.TokenService };
        command.Validators.Add(result =>
        {
            if (environment.IsOutTerminal && result.GetValue(output) is null)
            {
                result.AddError("Audio is nothing for a terminal: name a file with -o, or pipe the output on.");
            }
        });
        command.SetAction((parsed, _) => new SpeakRun(
            new()
            {
                Text = parsed.GetRequiredValue(text),
                Output = parsed.GetValue(output) is { } file && file != AudioInput.StandardInput ? file : null,
                Language = parsed.GetRequiredValue(language),
                Gender = parsed.GetRequiredValue(gender),
                Rate = parsed.GetValue(rate) ?? 1,
                Raw = parsed.GetValue(raw),
                Service = new(parsed.GetValue(service.Url), parsed.GetValue(service.TokenService), null),
            },
            environment).RunAsync());
        return command;
    }
}
