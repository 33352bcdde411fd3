using System.Buffers;
using System.Net;

namespace Mimi.Client.Services;

/// <summary>Sends a caller's stream without disposing it, encoded if need be, and tells the stream's own failure from the network's.</summary>
internal sealed class LentStreamContent(Stream source, FlacBody? flac = null) : HttpContent
{
    private const int ChunkBytes = 32_768;

    private const int Untouched = 0;
    private const int Reading = 1;
    private const int Read = 2;
    private const int TakenBack = 3;

    private readonly long? _start = source.CanSeek ? source.Position : null;
    private int _state;

    /// <summary>Gets how reading the caller's stream failed, if it did.</summary>
    public Exception? SourceFailure { get; private set; }

    /// <summary>Takes the stream back, so that another content can send the same bytes.</summary>
    /// <returns><see langword="false"/> if that cannot be: some of it was read and it cannot seek, or the network stack may be reading it still.</returns>
    public bool TryTakeBack()
    {
        int state = Interlocked.CompareExchange(ref _state, TakenBack, Untouched);
        if (state == Read && SourceFailure is null && _start is { } start && source.CanSeek)
        {
            source.Position = start;
            _state = state = TakenBack;
        }

        return state is Untouched or TakenBack;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Reading, Untouched) != Untouched)
        {
            throw new InvalidOperationException("The body of this request was sent already.");
        }

        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read;
            while ((read = await ReadSourceAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await stream.WriteAsync(flac?.Encode(chunk.AsSpan(0, read)) ?? chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            if (flac is not null)
            {
                await stream.WriteAsync(flac.Complete(), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
            Volatile.Write(ref _state, Read);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        bool isKnown = flac is null && _start is not null;
        length = isKnown ? source.Length - _start!.Value : 0;
        return isKnown;
    }

    private async ValueTask<int> ReadSourceAsync(byte[] chunk, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(chunk, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SourceFailure = e;
            throw;
        }
    }
}
