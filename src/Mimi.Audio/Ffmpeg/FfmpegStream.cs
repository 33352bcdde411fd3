using System.Diagnostics;
using Mimi.Streams;

namespace Mimi.Audio.Ffmpeg;

/// <summary>What a running ffmpeg writes. The program is killed with the stream, or when a read is cancelled.</summary>
internal sealed class FfmpegStream : ForwardStream
{
    private readonly Process _process;
    private readonly Stream _source;
    private readonly Stream _output;
    private readonly string _found;
    private readonly Feed _feed;
    private readonly Task<string> _complaints;
    private bool _stopped;

    /// <param name="process">The program, just started.</param>
    /// <param name="source">What it reads, disposed with this stream.</param>
    /// <param name="isPiped">Whether the source must be fed to the program; otherwise it reads the file itself.</param>
    /// <param name="found">What the source is, as a sentence.</param>
    public FfmpegStream(Process process, Stream source, bool isPiped, string found)
    {
        _process = process;
        _source = source;
        _found = found;
        _output = process.StandardOutput.BaseStream;
        _complaints = ErrorTail.ReadAsync(process.StandardError);
        _feed = new(isPiped ? source : Stream.Null, process.StandardInput.BaseStream);
    }

    public override int Read(Span<byte> buffer)
    {
        int read = _output.Read(buffer);
        if (read == 0 && buffer.Length > 0)
        {
            _process.WaitForExit();
            ThrowIfFailed(_complaints.GetAwaiter().GetResult());
        }

        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await _output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0 && buffer.Length > 0)
            {
                await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
                ThrowIfFailed(await _complaints.ConfigureAwait(false));
            }

            return read;
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Ends the program, and leaves the source to the caller.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        _process.Kill(entireProcessTree: true);
        await _feed.DisposeAsync().ConfigureAwait(false);
        await _complaints.ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopAsync().GetAwaiter().GetResult();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ThrowIfFailed(string complaint)
    {
        _feed.ThrowIfFailed();
        if (_process.ExitCode != 0)
        {
            string detail = complaint.Length == 0 ? string.Empty : $": {complaint}";
            throw new AudioFormatException($"{_found} ffmpeg cannot read it (it ended with {_process.ExitCode}){detail}");
        }
    }
}
