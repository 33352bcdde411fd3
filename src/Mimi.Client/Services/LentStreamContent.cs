using System.Buffers;
using System.Net;

namespace Mimi.Client.Services;

/// <summary>Sends a caller's stream without disposing it, and tells the stream's own failure from the network's.</summary>
internal sealed class LentStreamContent(Stream source) : HttpContent
{
    private const int ChunkBytes = 32_768;

    /// <summary>Gets how reading the caller's stream failed, if it did.</summary>
    public Exception? SourceFailure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read;
            while ((read = await ReadSourceAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await stream.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = source.CanSeek ? source.Length - source.Position : 0;
        return source.CanSeek;
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
