using System.Buffers;
using Mimi.Audio;
using Mimi.Audio.Flac;

namespace Mimi.Cli.Capture;

/// <summary>A FLAC file. Its header leaves the length open, as of a stream, and each block is written as soon as it is full: a quarter of a second at 16 kHz.</summary>
internal sealed class FlacRecording(Stream stream, PcmFormat format) : RecordingWriter
{
    private readonly FlacEncoder _encoder = new(new() { SampleRate = format.SampleRate, Channels = format.Channels });
    private readonly ArrayBufferWriter<byte> _blocks = new();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
    {
        _encoder.Write(audio.Span, _blocks);
        return FlushAsync(cancellationToken);
    }

    public override ValueTask CompleteAsync()
    {
        _encoder.Complete(_blocks);
        return FlushAsync(CancellationToken.None);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_blocks.WrittenCount > 0)
        {
            await stream.WriteAsync(_blocks.WrittenMemory, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            _blocks.ResetWrittenCount();
        }
    }
}
