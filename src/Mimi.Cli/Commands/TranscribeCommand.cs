using System.CommandLine;
using System.CommandLine.Parsing;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi transcribe</c>: what its command line looks like.</summary>
internal sealed class TranscribeCommand
{
    public const string Details = """
        Without --url and credentials a local mimi is started for the time of the command and does the work; its model is
        fetched on first use. With --url, or with credentials, the audio goes to that mimi.
        Ctrl-C ends the audio and shows the result so far; pressed again, it ends the command at once.

        """ + LoginSymbols.Details;

    private readonly Argument<string[]> _files = new("file") { Description = "WAV files with 16-bit PCM; - is standard input.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<Uri?> _url = CliOptions.Address(
        "--url", "The full address of a mimi's recognition service; http or https. With credentials alone: https://service.mimi.fd.ai/", "https://service.mimi.fd.ai/");

    private readonly Option<Uri?> _tokenService = LoginSymbols.CreateTokenService();

    private readonly Option<string> _service = CliOptions.Choice("--service", "The recognition service.", ServiceNames.NictV2, ServiceNames.NictV1, ServiceNames.Asr);

    private readonly Option<string> _language = CliOptions.Language(
        "--language", "The language that is spoken, as the service names it. The local mimi knows en; others need --models.");

    private readonly Option<bool> _http = new("--http") { Description = "Sends the recording in one HTTP request: no text before the end." };

    private readonly Option<string> _engine = CliOptions.Choice("--engine", "The network stack.", EngineNames.Http, EngineNames.ClientWebSocket);

    private readonly Option<bool> _realTime = new("--realtime") { Description = "Sends the audio as fast as it was spoken, as a microphone does. The same as --speed 1." };

    private readonly Option<double?> _speed = CliOptions.Number("--speed", "Sends the audio N times as fast as it was spoken.", 0.1, 100);

    private readonly Option<bool> _json = new("--json") { Description = "Writes each result as it comes, one JSON object a line." };

    private readonly RawPcmSymbols _pcm = new();

    private readonly LocalModelSymbols _local = new();

    private TranscribeCommand()
    {
    }

    public static Command Create(CliEnvironment environment)
    {
        var symbols = new TranscribeCommand();
        var command = new Command("transcribe", "Writes down what is said in recordings.")
        {
            symbols._files, symbols._url, symbols._tokenService, symbols._service, symbols._language, symbols._http, symbols._engine, symbols._realTime, symbols._speed,
            symbols._json, symbols._pcm.Rate, symbols._pcm.Channels, symbols._local.Model, symbols._local.ModelsFile,
        };
        command.Validators.Add(symbols.Validate);
        command.SetAction((parsed, _) => new TranscribeRun(symbols.Read(parsed), environment).RunAsync());
        return command;
    }

    private TranscribeOptions Read(ParseResult parsed) =>
        new()
        {
            Files = parsed.GetRequiredValue(_files),
            Url = parsed.GetValue(_url),
            TokenService = parsed.GetValue(_tokenService),
            Service = parsed.GetRequiredValue(_service),
            Language = parsed.GetRequiredValue(_language),
            Http = parsed.GetValue(_http),
            Engine = parsed.GetRequiredValue(_engine),
            Speed = parsed.GetValue(_speed) ?? (parsed.GetValue(_realTime) ? 1 : null),
            Json = parsed.GetValue(_json),
            Raw = _pcm.Read(parsed),
            Local = _local.Read(parsed),
        };

    private void Validate(CommandResult result)
    {
        if (Given(result, _http) && (Given(result, _realTime) || Given(result, _speed)))
        {
            result.AddError("--http sends the recording as a whole; --realtime and --speed are for the WebSocket.");
        }

        if (Given(result, _url) && (Given(result, _local.Model) || Given(result, _local.ModelsFile)))
        {
            result.AddError("--model and --models choose what the local mimi recognises with; --url goes to another mimi.");
        }

        string[] files = result.GetValue(_files) ?? [];
        if (files.FirstOrDefault(static file => file.Length > 1 && file[0] == '-') is { } unknown)
        {
            result.AddError($"There is no option {unknown}. If it is a file, write ./{unknown}.");
        }

        if (files.Count(static file => file == AudioInput.StandardInput) > 1)
        {
            result.AddError("Standard input (-) can be read once only.");
        }

        _pcm.Validate(result, files);
    }

    private static bool Given(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
