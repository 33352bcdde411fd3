using System.CommandLine;
using System.CommandLine.Parsing;
using Mimi.Audio;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi transcribe</c>: what its command line looks like.</summary>
internal sealed class TranscribeCommand
{
    public const string Details = """
        Without --url and MIMI_TOKEN a local mimi is started for the time of the command and does the work; its model is
        fetched on first use. With --url, or with an access token in MIMI_TOKEN, the audio goes to that mimi.
        Ctrl-C ends the audio and shows the result so far; pressed again, it ends the command at once.

        """;

    private readonly Argument<string[]> _files = new("file") { Description = "WAV files with 16-bit PCM; - is standard input.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<Uri?> _url = new("--url")
    {
        Description = "The full address of a mimi's recognition service; http or https. With MIMI_TOKEN alone: https://service.mimi.fd.ai/",
        HelpName = "ADDRESS",
        CustomParser = ParseAddress,
    };

    private readonly Option<string> _service = CliOptions.Choice("--service", "The recognition service.", ServiceNames.NictV2, ServiceNames.NictV1, ServiceNames.Asr);

    private readonly Option<string> _language = new("--language")
    {
        Description = "The language that is spoken, as the service names it. The local mimi knows en; others need --models.",
        HelpName = "CODE",
        DefaultValueFactory = static _ => "ja",
        Validators = { static result => CheckLanguage(result) },
    };

    private readonly Option<bool> _http = new("--http") { Description = "Sends the recording in one HTTP request: no text before the end." };

    private readonly Option<string> _engine = CliOptions.Choice("--engine", "The network stack.", EngineNames.Http, EngineNames.ClientWebSocket);

    private readonly Option<bool> _realTime = new("--realtime") { Description = "Sends the audio as fast as it was spoken, as a microphone does. The same as --speed 1." };

    private readonly Option<double?> _speed = CliOptions.Number("--speed", "Sends the audio N times as fast as it was spoken.", 0.1, 100);

    private readonly Option<bool> _json = new("--json") { Description = "Writes each result as it comes, one JSON object a line." };

    private readonly Option<int?> _rate = CliOptions.Number("--rate", "Takes the files for headerless 16-bit little-endian PCM with this sampling rate.", 8_000, 192_000);

    private readonly Option<int?> _channels = CliOptions.Number("--channels", "The channels of headerless PCM. Default: 1.", 1, 8);

    private readonly LocalModelSymbols _local = new();

    private TranscribeCommand()
    {
    }

    public static Command Create(CliEnvironment environment)
    {
        var symbols = new TranscribeCommand();
        var command = new Command("transcribe", "Writes down what is said in recordings.")
        {
            symbols._files, symbols._url, symbols._service, symbols._language, symbols._http, symbols._engine, symbols._realTime, symbols._speed,
            symbols._json, symbols._rate, symbols._channels, symbols._local.Model, symbols._local.ModelsFile,
        };
        command.Validators.Add(symbols.Validate);
        command.SetAction((parsed, _) => new TranscribeRun(symbols.Read(parsed), environment).RunAsync());
        return command;
    }

    private TranscribeOptions Read(ParseResult parsed)
    {
        int? rate = parsed.GetValue(_rate);
        return new()
        {
            Files = parsed.GetRequiredValue(_files),
            Url = parsed.GetValue(_url),
            Service = parsed.GetRequiredValue(_service),
            Language = parsed.GetRequiredValue(_language),
            Http = parsed.GetValue(_http),
            Engine = parsed.GetRequiredValue(_engine),
            Speed = parsed.GetValue(_speed) ?? (parsed.GetValue(_realTime) ? 1 : null),
            Json = parsed.GetValue(_json),
            Raw = rate is { } sampleRate ? new PcmFormat(sampleRate, 16, parsed.GetValue(_channels) ?? 1) : null,
            Local = _local.Read(parsed),
        };
    }

    private void Validate(CommandResult result)
    {
        bool isRaw = Given(result, _rate);
        if (Given(result, _channels) && !isRaw)
        {
            result.AddError("--channels is for headerless PCM, and goes with --rate.");
        }

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

        if (!isRaw && files.FirstOrDefault(IsHeaderless) is { } file)
        {
            result.AddError($"{file}: headerless PCM does not tell its sampling rate. Add --rate 16000, or whatever it is, and --channels if there are several.");
        }
    }

    private static void CheckLanguage(OptionResult result)
    {
        string language = result.GetValueOrDefault<string>();
        if (language.Length == 0 || !language.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            result.AddError("--language: a code such as ja, en or zh-TW is needed.");
        }
    }

    private static bool Given(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static bool IsHeaderless(string file) => Path.GetExtension(file).ToUpperInvariant() is ".RAW" or ".PCM";

    private static Uri? ParseAddress(ArgumentResult result)
    {
        string text = result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0)
        {
            return address;
        }

        result.AddError(address is { UserInfo.Length: > 0 }
            ? "--url takes no name or password; put the access token into MIMI_TOKEN."
            : $"--url {text}: an address such as https://service.mimi.fd.ai/ or http://127.0.0.1:8710/ is needed.");
        return null;
    }
}
