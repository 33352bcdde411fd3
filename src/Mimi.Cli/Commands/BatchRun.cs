using Mimi.Audio;
using Mimi.Captions.Results;
using Mimi.Cli.Batch;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;
using Mimi.Cli.Output;
using Mimi.Cli.Recognition;
using Mimi.Client.Continuous;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi transcribe --output</c>: a file for each recording, several at the same time.</summary>
internal sealed class BatchRun(TranscribeOptions options, BatchOptions batch, CliEnvironment environment)
{
    private readonly BatchView _view = new(environment);
    private readonly int[] _exitCodes = new int[options.Files.Count];

    public async Task<int> RunAsync()
    {
        IReadOnlyList<BatchItem> items = BatchPlan.Of(options.Files, batch);
        (int Index, BatchItem Item)[] missing = [.. items.Index().Where(item => batch.Force || !item.Item.IsDone())];
        if (missing.Length < items.Count)
        {
            _view.Say(environment.Error, $"mimi: {items.Count - missing.Length} of {items.Count} are done already (--force does them again).");
        }

        var transcriber = new Transcriber(options.Recognition, environment);
        await using (transcriber.ConfigureAwait(false))
        {
            if (missing.Any(static item => File.Exists(item.Item.Input)))
            {
                await transcriber.PrepareAsync().ConfigureAwait(false);
            }

            var limits = new ParallelOptions { MaxDegreeOfParallelism = batch.Jobs, CancellationToken = environment.Stop.Forced };
            await Parallel.ForEachAsync(missing, limits, async (item, cancellationToken) =>
                _exitCodes[item.Index] = await TryAsync(item.Index, item.Item, transcriber, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return _exitCodes.FirstOrDefault(static code => code != ExitCode.Done);
    }

    private async Task<int> TryAsync(int index, BatchItem item, Transcriber transcriber, CancellationToken cancellationToken)
    {
        if (environment.Stop.Requested.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }

        try
        {
            await TranscribeAsync(index, item, transcriber, cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        }
        catch (CliException e)
        {
            _view.Say(environment.Error, $"mimi: {ErrorReport.Of(e).Line}"); // The fault of this file; the others may do.
            return e.ExitCode;
        }
        finally
        {
            _view.End(index);
        }
    }

    private async Task TranscribeAsync(int index, BatchItem item, Transcriber transcriber, CancellationToken cancellationToken)
    {
        PcmAudio audio = await AudioInput.OpenAsync(item.Input, options.Raw, environment).ConfigureAwait(false);
        await using var __ = audio.ConfigureAwait(false);
        PartialFile file = await PartialFile.CreateAsync(item.Output, cancellationToken).ConfigureAwait(false);
        await using var _ = file.ConfigureAwait(false);
        _view.Begin(index, item, audio.ExpectedDuration);
        try
        {
            TranscriptWriter writer = await TranscriptWriter.StartAsync(batch.Format, file.Stream, item.Input, options.Recognition.Language, isLive: false).ConfigureAwait(false);
            TimeSpan lost = TimeSpan.Zero;
            await foreach (MimiContinuousEvent told in transcriber.RecognizeAsync(audio, position => _view.Advance(index, position), isWatched: false, cancellationToken).ConfigureAwait(false))
            {
                if (told is MimiTranscript { IsDetermined: true } text)
                {
                    file.Keep();
                    await writer.AddAsync(text.ToCaptionPiece()).ConfigureAwait(false);
                }
                else if (told is MimiGapEvent gap)
                {
                    lost += gap.Length;
                }
            }

            await writer.CompleteAsync().ConfigureAwait(false);
            Completeness.ThrowIfIncomplete(item.Input, $"in {file.PartPath}", lost, environment);
            await file.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is AudioFormatException or IOException or UnauthorizedAccessException)
        {
            throw AudioInput.Describe(e, item.Input);
        }

        _view.Say(environment.Out, Printable.Line(item.Output));
    }
}
