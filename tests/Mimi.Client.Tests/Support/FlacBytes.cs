using System.Buffers;
using Mimi.Audio.Flac;

namespace Mimi.Client.Tests.Support;

/// <summary>The server's side of an encoded session.</summary>
internal sealed class FlacBytes
{
    private readonly FlacDecoder _decoder = new();
    private readonly ArrayBufferWriter<byte> _pcm = new();

    public FlacStreamInfo? StreamInfo => _decoder.StreamInfo;

    /// <summary>Decodes a whole stream, which must end properly.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> stream)
    {
        var flac = new FlacBytes();
        byte[] pcm = flac.Add(stream);
        flac._decoder.Complete();
        return pcm;
    }

    /// <summary>Decodes what came.</summary>
    /// <returns>The PCM that became complete with it.</returns>
    public byte[] Add(ReadOnlySpan<byte> bytes)
    {
        _pcm.ResetWrittenCount();
        _decoder.Write(bytes, _pcm);
        return _pcm.WrittenSpan.ToArray();
    }
}
