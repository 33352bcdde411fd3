using Mimi.Audio;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;
using Mimi.Cli.Output;
using Mimi.Cli.Recognition;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi transcribe</c>: one recording after the other.</summary>
internal sealed class TranscribeRun
{
    private readonly TranscribeOptions _options;
    private readonly CliEnvironment _environment;
    private readonly TranscriptView _view;

    public TranscribeRun(TranscribeOptions options, CliEnvironment environment)
    {
        _options = options;
        _environment = environment;
        _view = options.Json ? new JsonView(environment.Out)
            : environment.IsOutTerminal ? new LiveView(environment.Out, environment.TerminalWidth, environment.Time)
            : new PlainView(environment.Out);
    }

    public async Task<int> RunAsync()
    {
        int exitCode = ExitCode.Done;
        var transcriber = new Transcriber(_options.Recognition, _environment);
        await using (transcriber.ConfigureAwait(false))
        {
            foreach (string file in _options.Files)
            {
                if (_environment.Stop.Requested.IsCancellationRequested)
                {
                    return ExitCode.Interrupted;
                }

                try
                {
                    await TranscribeAsync(file, transcriber).ConfigureAwait(false);
                }
                catch (CliException e) when (e.ExitCode is ExitCode.NoInput or ExitCode.UnreadableInput or ExitCode.InputOutput)
                {
                    int code = MimiCommand.Report(e, _environment); // The fault of this file; the others may do.
                    exitCode = exitCode == ExitCode.Done ? code : exitCode;
                }
            }
        }

        return exitCode;
    }

    private async Task TranscribeAsync(string file, Transcriber transcriber)
    {
        PcmAudio audio = await AudioInput.OpenAsync(file, _options.Raw, _environment).ConfigureAwait(false);
        await using (audio.ConfigureAwait(false))
        {
            await transcriber.PrepareAsync().ConfigureAwait(false);
            string label = _options.Files.Count > 1 ? $"{Printable.Line(file)}: " : string.Empty;
            _view.Begin(new(file, label, audio.ExpectedDuration, WordSeparator.Of(_options.Recognition.Language)));
            bool isComplete = false;
            try
            {
                await foreach (Recognized result in transcriber.RecognizeAsync(audio, _view.Advance).ConfigureAwait(false))
                {
                    _view.Show(result);
                    isComplete |= result.Kind == RecognizedKind.Final;
                }
            }
            finally
            {
                _view.End(isComplete);
            }
        }
    }
}
