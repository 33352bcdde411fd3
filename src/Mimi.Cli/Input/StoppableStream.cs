using Mimi.Audio;

namespace Mimi.Cli.Input;

/// <summary>Audio that ends early when the user wants to stop, and tells how far it was read.</summary>
internal sealed class StoppableStream(Stream inner, Action<long> onRead, CancellationToken stop) : InputStream(inner)
{
    private long _position;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (stop.IsCancellationRequested)
        {
            return 0;
        }

        int read;
        try
        {
            read = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AudioFormatException or IOException && stop.IsCancellationRequested)
        {
            return 0; // Ctrl-C reaches ffmpeg, too.
        }

        _position += read;
        onRead(_position);
        return read;
    }
}
