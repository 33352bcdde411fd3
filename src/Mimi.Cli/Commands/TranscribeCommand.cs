using System.CommandLine;
using System.CommandLine.Parsing;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi transcribe</c>: what its command line looks like.</summary>
internal sealed class TranscribeCommand
{
    public const string Details = """
        Examples:
          mimi transcribe talk.wav --language en
          mimi transcribe *.m4a --language en --output srt
          mimi transcribe 会議/*.flac --output json --output-dir 結果 --jobs 4

        Without --url and credentials a local mimi is started for the time of the command and does the work; its model is
        fetched on first use. With --url, or with credentials, the audio goes to that mimi.
        WAV, AIFF and FLAC are read as they are; MP3, M4A, Opus, films and others through ffmpeg, if it is installed.
        With --output, a file is written under a name with .part in it, and has its own name when it is complete: run the
        same command again to do what is missing.
        Ctrl-C ends the audio and shows the result so far; pressed again, it ends the command at once.

        """ + LoginSymbols.Details;

    private readonly Argument<string[]> _files = new("file") { Description = "Sound files or films; - is standard input.", Arity = ArgumentArity.OneOrMore };

    private readonly RecognitionSymbols _recognition = new();

    private readonly Option<bool> _http = new("--http") { Description = "Sends the recording in one HTTP request: no text before the end." };

    private readonly Option<bool> _realTime = new("--realtime") { Description = "Sends the audio as fast as it was spoken, as a microphone does. The same as --speed 1." };

    private readonly Option<double?> _speed = CliOptions.Number("--speed", "Sends the audio N times as fast as it was spoken.", 0.1, 100);

    private readonly Option<bool> _json = new("--json") { Description = "Writes each result as it comes, one JSON object a line." };

    private readonly BatchSymbols _batch = new();

    private readonly RawPcmSymbols _pcm = new();

    private TranscribeCommand()
    {
    }

    public static Command Create(CliEnvironment environment)
    {
        var symbols = new TranscribeCommand();
        var command = new Command("transcribe", "Writes down what is said in recordings.") { symbols._files };
        symbols._batch.AddTo(command);
        symbols._recognition.AddTo(command);
        foreach (Option option in (Option[])[symbols._http, symbols._realTime, symbols._speed, symbols._json, symbols._pcm.Rate, symbols._pcm.Channels])
        {
            command.Add(option);
        }

        command.Validators.Add(symbols.Validate);
        command.SetAction((parsed, _) =>
        {
            TranscribeOptions options = symbols.Read(parsed);
            return options.Batch is { } batch ? new BatchRun(options, batch, environment).RunAsync() : new TranscribeRun(options, environment).RunAsync();
        });
        return command;
    }

    private TranscribeOptions Read(ParseResult parsed) =>
        new()
        {
            Recognition = _recognition.Read(parsed) with { Http = parsed.GetValue(_http), Speed = parsed.GetValue(_speed) ?? (parsed.GetValue(_realTime) ? 1 : null) },
            Files = parsed.GetRequiredValue(_files),
            Json = parsed.GetValue(_json),
            Raw = _pcm.Read(parsed),
            Batch = _batch.Read(parsed),
        };

    private void Validate(CommandResult result)
    {
        if (RecognitionSymbols.Given(result, _http) && (RecognitionSymbols.Given(result, _realTime) || RecognitionSymbols.Given(result, _speed)))
        {
            result.AddError("--http sends the recording as a whole; --realtime and --speed are for the WebSocket.");
        }

        string[] files = result.GetValue(_files) ?? [];
        InputFiles.Validate(result, files);
        _pcm.Validate(result, files);
        _batch.Validate(result, files, _json, _http);
    }
}
