using System.Runtime.CompilerServices;
using Mimi.Audio;
using Mimi.Audio.Capture;
using Mimi.Audio.Metering;
using Mimi.Captions;
using Mimi.Captions.Results;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;
using Mimi.Cli.Recognition;
using Mimi.Client.Continuous;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi listen</c>: from a device through a continuous session onto the terminal and into a file.</summary>
internal sealed class ListenRun
{
    private static readonly PcmFormat Speech = new(16_000);

    private readonly ListenOptions _options;
    private readonly CliEnvironment _environment;
    private readonly ListenView _view;

    public ListenRun(ListenOptions options, CliEnvironment environment)
    {
        _options = options;
        _environment = environment;
        _view = environment.IsOutTerminal ? new ListenTerminal(environment.Out, environment.TerminalWidth, environment.Time) : new ListenLines(environment.Out, environment.Error);
    }

    public async Task<int> RunAsync()
    {
        var transcriber = new Transcriber(_options.Recognition, _environment);
        await using var _ = transcriber.ConfigureAwait(false);
        await transcriber.PrepareAsync().ConfigureAwait(false); // Or the first words would wait for the model.
        AudioCapture capture = await _options.Capture.OpenAsync(Speech, _environment, line => _view.Say(line)).ConfigureAwait(false);
        await using var __ = capture.ConfigureAwait(false);
        using CancellationTokenRegistration stop = _environment.Stop.Requested.Register(capture.Stop);
        FileStream? file = OpenFile();
        await using var ___ = (file ?? Stream.Null).ConfigureAwait(false);
        try
        {
            await ListenAsync(transcriber, capture, file).ConfigureAwait(false);
        }
        finally
        {
            _view.End();
        }

        return ExitCode.Done;
    }

    private async Task ListenAsync(Transcriber transcriber, AudioCapture capture, FileStream? file)
    {
        string device = Printable.Line(capture.Device.Name);
        TranscriptWriter? writer = file is null
            ? null
            : await TranscriptWriter.StartAsync(_options.Format, file, device, _options.Recognition.Language, isLive: true).ConfigureAwait(false);
        _view.Say($"listening to {device}.");
        CancellationToken forced = _environment.Stop.Forced;
        await foreach (MimiContinuousEvent told in transcriber.RecognizeAsync(MeasureAsync(capture, forced), Speech, SpokenUse.Live, forced).ConfigureAwait(false))
        {
            switch (told)
            {
                case MimiTranscript text:
                    CaptionPiece piece = text.ToCaptionPiece();
                    _view.Show(piece);
                    if (piece.IsFinal && writer is not null)
                    {
                        await writer.AddAsync(piece).ConfigureAwait(false);
                    }

                    break;
                case MimiGapEvent gap:
                    _view.Say($"{gap.Length.TotalSeconds:0.0} s at {Clock.Of(gap.Start)} have no text.");
                    break;
                case MimiConnectionChange change:
                    _view.Show(change);
                    break;
            }
        }

        if (writer is not null)
        {
            await writer.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> MeasureAsync(AudioCapture capture, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var meter = new LevelMeter(Speech);
        long bytes = 0;
        await foreach (ReadOnlyMemory<byte> chunk in capture.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            meter.Write(chunk.Span);
            bytes += chunk.Length;
            _view.Hear(meter.RmsDecibels, Speech.DurationOf(bytes));
            yield return chunk;
        }
    }

    private FileStream? OpenFile()
    {
        try
        {
            return _options.Output is { } path ? new(path, FileMode.Create, FileAccess.Write, FileShare.Read) : null;
        }
        catch (Exception e) when (OutputFile.IsFault(e))
        {
            throw OutputFile.Describe(e, _options.Output!);
        }
    }
}
