using System.Net;

namespace Mimi.Client.Services;

/// <summary>Sends PCM in memory as FLAC, a piece at a time, as often as it is asked to.</summary>
internal sealed class FlacMemoryContent(ReadOnlyMemory<byte> pcm, Func<FlacBody> begin) : HttpContent
{
    private const int PieceBytes = 32_768;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        FlacBody flac = begin();
        for (int at = 0; at < pcm.Length; at += PieceBytes)
        {
            await stream.WriteAsync(flac.Encode(pcm.Span[at..Math.Min(pcm.Length, at + PieceBytes)]), cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(flac.Complete(), cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false; // Not before it is encoded.
    }
}
