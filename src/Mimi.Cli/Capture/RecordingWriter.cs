using Mimi.Audio;

namespace Mimi.Cli.Capture;

/// <summary>Writes audio as a file that is valid after every piece of it, whatever happens then.</summary>
internal abstract class RecordingWriter
{
    /// <summary>Writes what comes next.</summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken);

    /// <summary>Writes what waits still.</summary>
    public virtual ValueTask CompleteAsync() => default;

    /// <summary>Begins a file: FLAC if its name ends so, WAV otherwise.</summary>
    public static RecordingWriter Start(string path, Stream stream, PcmFormat format) =>
        Path.GetExtension(path).Equals(".flac", StringComparison.OrdinalIgnoreCase) ? new FlacRecording(stream, format) : new WavRecording(stream, format);
}
