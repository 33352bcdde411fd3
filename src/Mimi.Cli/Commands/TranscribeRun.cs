using Mimi.Audio;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;
using Mimi.Cli.Output;
using Mimi.Cli.Recognition;
using Mimi.Client.Continuous;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi transcribe</c>: one recording after the other.</summary>
internal sealed class TranscribeRun
{
    private readonly TranscribeOptions _options;
    private readonly CliEnvironment _environment;
    private readonly TranscriptView _view;
    private readonly bool _isWatched;
    private bool _hasText; // Of the recording that is worked on.

    public TranscribeRun(TranscribeOptions options, CliEnvironment environment)
    {
        _options = options;
        _environment = environment;
        _isWatched = options.Json || environment.IsOutTerminal;
        _view = options.Json ? new JsonView(environment.Out, environment.Error)
            : environment.IsOutTerminal ? new LiveView(environment.Out, environment.TerminalWidth, environment.Time)
            : new PlainView(environment.Out, environment.Error);
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
            _hasText = false;
            TimeSpan lost;
            bool isComplete = false;
            try
            {
                lost = await RecognizeAsync(audio, transcriber).ConfigureAwait(false);
                if (!_hasText)
                {
                    _environment.Stop.Requested.ThrowIfCancellationRequested(); // Nothing was recognised yet: that is no text, not an empty one.
                }

                isComplete = lost == TimeSpan.Zero;
            }
            catch (Exception e) when (e is AudioFormatException or IOException)
            {
                throw AudioInput.Describe(e, file);
            }
            finally
            {
                _view.End(isComplete);
            }

            Completeness.ThrowIfLost(file, "above", lost);
        }
    }

    /// <returns>How much of the audio has no text.</returns>
    private async Task<TimeSpan> RecognizeAsync(PcmAudio audio, Transcriber transcriber)
    {
        if (_options.Recognition.Http)
        {
            Show(await transcriber.PostAsync(audio, _view.Advance).ConfigureAwait(false));
            return TimeSpan.Zero;
        }

        TimeSpan lost = TimeSpan.Zero;
        await foreach (MimiContinuousEvent told in transcriber.RecognizeAsync(audio, _view.Advance, _isWatched, _environment.Stop.Forced).ConfigureAwait(false))
        {
            switch (told)
            {
                case MimiTranscript text:
                    Show(Recognized.Of(text));
                    break;
                case MimiGapEvent gap:
                    lost += gap.Length;
                    break;
                case MimiConnectionChange change:
                    _view.Show(change);
                    break;
            }
        }

        return lost;
    }

    private void Show(Recognized result)
    {
        _hasText |= result.Kind != RecognizedKind.Temporary && !string.IsNullOrWhiteSpace(result.Text);
        _view.Show(result);
    }
}
