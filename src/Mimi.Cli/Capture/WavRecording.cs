using Mimi.Audio;
using Mimi.Cli.Output;

namespace Mimi.Cli.Capture;

/// <summary>A WAV file whose header always tells the size that the file has. A pipe, where nobody can go back, gets the largest size.</summary>
internal sealed class WavRecording(Stream stream, PcmFormat format) : RecordingWriter
{
    private long _dataBytes;
    private bool _isBegun;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
    {
        await BeginAsync().ConfigureAwait(false);
        await stream.WriteAsync(audio, cancellationToken).ConfigureAwait(false);
        _dataBytes += audio.Length;
        if (stream.CanSeek)
        {
            stream.Position = 0;
            await stream.WriteAsync(WavHeader.Of(format, _dataBytes), CancellationToken.None).ConfigureAwait(false);
            stream.Position = WavHeader.Bytes + _dataBytes;
        }

        await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public override ValueTask CompleteAsync() => BeginAsync();

    private async ValueTask BeginAsync()
    {
        if (!_isBegun)
        {
            await stream.WriteAsync(WavHeader.Of(format, stream.CanSeek ? 0 : uint.MaxValue)).ConfigureAwait(false);
            _isBegun = true;
        }
    }
}
