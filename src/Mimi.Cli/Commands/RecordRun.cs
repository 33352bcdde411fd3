using Mimi.Audio;
using Mimi.Audio.Capture;
using Mimi.Audio.Metering;
using Mimi.Cli.Capture;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;
using Mimi.Cli.Output;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi record</c>: from a device into a file, with a level meter on a terminal.</summary>
internal sealed class RecordRun(string path, PcmFormat format, TimeSpan? duration, CaptureChoice choice, CliEnvironment environment)
{
    private readonly LiveRegion _region = new(environment.Error, environment.TerminalWidth);

    public async Task<int> RunAsync()
    {
        AudioCapture capture = await choice.OpenAsync(format, environment, Say).ConfigureAwait(false);
        await using var _ = capture.ConfigureAwait(false);
        using CancellationTokenRegistration stop = environment.Stop.Requested.Register(capture.Stop);
        try
        {
            Stream stream = path == AudioInput.StandardInput ? environment.OpenStandardOutput() : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            await using var __ = stream.ConfigureAwait(false);
            await RecordAsync(capture, RecordingWriter.Start(path, stream, format)).ConfigureAwait(false);
            return ExitCode.Done;
        }
        catch (Exception e) when (OutputFile.IsFault(e))
        {
            throw OutputFile.Describe(e, path);
        }
        finally
        {
            _region.Clear();
        }
    }

    private async Task RecordAsync(AudioCapture capture, RecordingWriter writer)
    {
        var meter = new LevelMeter(format);
        long left = duration is { } wanted ? (long)(wanted.TotalSeconds * format.SampleRate) * format.BytesPerFrame : long.MaxValue;
        long written = 0;
        await foreach (ReadOnlyMemory<byte> chunk in capture.ReadAllAsync(environment.Stop.Forced).ConfigureAwait(false))
        {
            ReadOnlyMemory<byte> audio = chunk[..(int)Math.Min(chunk.Length, left - written)];
            await writer.WriteAsync(audio, environment.Stop.Forced).ConfigureAwait(false);
            written += audio.Length;
            meter.Write(audio.Span);
            Show(meter.RmsDecibels, format.DurationOf(written));
            if (written == left)
            {
                break;
            }
        }

        await writer.CompleteAsync().ConfigureAwait(false);
    }

    private void Show(double decibels, TimeSpan position)
    {
        if (environment.IsErrorTerminal)
        {
            _region.Draw([LevelLine.Of(decibels, position, string.Empty, _region.LastLineWidth)]);
        }
    }

    private void Say(string line)
    {
        _region.Clear();
        environment.Error.WriteLine($"mimi: {line}");
    }
}
