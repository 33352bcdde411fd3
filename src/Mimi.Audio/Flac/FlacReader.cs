using System.Buffers;
using Mimi.Audio.Conversion;
using Mimi.Audio.Files;

namespace Mimi.Audio.Flac;

/// <summary>Reads FLAC files, from anything that can be read forwards.</summary>
internal static class FlacReader
{
    private const int PieceBytes = 4_096;

    /// <inheritdoc cref="Wav.WavReader.OpenAsync"/>
    public static async Task<PcmAudio> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var decoder = new FlacDecoder();
        var nothing = new ArrayBufferWriter<byte>(1);
        byte[] piece = new byte[PieceBytes];
        ReadOnlyMemory<byte> rest = default;
        while (decoder.StreamInfo is null)
        {
            int read = await stream.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                decoder.Complete(); // Throws: the description has not come.
            }

            // Byte by byte, or a block might be decoded already; the description comes soon.
            for (rest = piece.AsMemory(0, read); decoder.StreamInfo is null && !rest.IsEmpty; rest = rest[1..])
            {
                decoder.Write(rest.Span[..1], nothing);
            }
        }

        FlacStreamInfo info = decoder.StreamInfo;
        return new(info.Format, new ConvertedStream(stream, new BlockConversion(decoder), rest), info.TotalFrames * info.Format.BytesPerFrame);
    }

    private sealed class BlockConversion(FlacDecoder decoder) : IByteConversion
    {
        public bool TryConvert(ref ReadOnlySpan<byte> input, IBufferWriter<byte> output) => decoder.TryDecodeBlock(ref input, output);

        public void Complete(IBufferWriter<byte> output) => decoder.Complete();
    }
}
