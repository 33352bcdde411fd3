using Mimi.Audio;
using Mimi.Captions;
using Mimi.Captions.Results;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;
using Mimi.Cli.Output;
using Mimi.Cli.Recognition;
using Mimi.Client.Continuous;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi captions</c>: a recording or results in, captions out.</summary>
internal sealed class CaptionsRun(CaptionsOptions options, CliEnvironment environment)
{
    private TimeSpan _lost;

    public async Task<int> RunAsync()
    {
        if (options.IsResults)
        {
            await WriteAsync(ResultFile.ReadAsync(options.Input, environment)).ConfigureAwait(false);
            return ExitCode.Done;
        }

        PcmAudio audio = await AudioInput.OpenAsync(options.Input, options.Raw, environment).ConfigureAwait(false);
        await using var _ = audio.ConfigureAwait(false);
        var transcriber = new Transcriber(options.Recognition, environment);
        await using var __ = transcriber.ConfigureAwait(false);
        await transcriber.PrepareAsync().ConfigureAwait(false);
        await WriteAsync(RecognizeAsync(transcriber, audio)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async IAsyncEnumerable<CaptionPiece> RecognizeAsync(Transcriber transcriber, PcmAudio audio)
    {
        await foreach (MimiContinuousEvent told in transcriber.RecognizeAsync(audio, static _ => { }, isWatched: false, environment.Stop.Forced).ConfigureAwait(false))
        {
            if (told is MimiTranscript { IsDetermined: true } text)
            {
                yield return text.ToCaptionPiece();
            }
            else if (told is MimiGapEvent gap)
            {
                _lost += gap.Length;
            }
        }
    }

    private async Task WriteAsync(IAsyncEnumerable<CaptionPiece> pieces)
    {
        try
        {
            if (options.Output is { } path)
            {
                PartialFile file = await PartialFile.CreateAsync(path, environment.Stop.Requested).ConfigureAwait(false);
                await using var _ = file.ConfigureAwait(false);
                await WriteAsync(pieces, file.Stream, file.Keep).ConfigureAwait(false);
                Completeness.ThrowIfIncomplete(options.Input, $"in {file.PartPath}", _lost, environment);
                await file.CompleteAsync().ConfigureAwait(false);
            }
            else
            {
                Stream stream = environment.OpenStandardOutput();
                await using var _ = stream.ConfigureAwait(false);
                await WriteAsync(pieces, stream, static () => { }).ConfigureAwait(false);
                Completeness.ThrowIfIncomplete(options.Input, "above", _lost, environment);
            }
        }
        catch (Exception e) when (e is AudioFormatException or IOException or UnauthorizedAccessException)
        {
            throw AudioInput.Describe(e, options.Input);
        }
    }

    private async Task WriteAsync(IAsyncEnumerable<CaptionPiece> pieces, Stream stream, Action written)
    {
        TranscriptWriter writer = await TranscriptWriter.StartAsync(options.Format, stream, options.Input, options.Recognition.Language, isLive: false).ConfigureAwait(false);
        await foreach (CaptionPiece piece in pieces.ConfigureAwait(false))
        {
            written();
            await writer.AddAsync(piece).ConfigureAwait(false);
        }

        await writer.CompleteAsync().ConfigureAwait(false);
    }
}
