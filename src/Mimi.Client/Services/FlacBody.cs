using System.Buffers;
using Mimi.Audio.Flac;

namespace Mimi.Client.Services;

/// <summary>Encodes the body of one request while it is sent.</summary>
internal sealed class FlacBody(FlacEncoder encoder)
{
    private readonly ArrayBufferWriter<byte> _encoded = new();

    /// <summary>Takes PCM.</summary>
    /// <returns>What is complete with it, which may be nothing. Valid until the next call.</returns>
    public ReadOnlyMemory<byte> Encode(ReadOnlySpan<byte> pcm)
    {
        _encoded.ResetWrittenCount();
        encoder.Write(pcm, _encoded);
        return _encoded.WrittenMemory;
    }

    /// <summary>Ends the stream.</summary>
    /// <returns>The rest of it.</returns>
    public ReadOnlyMemory<byte> Complete()
    {
        _encoded.ResetWrittenCount();
        encoder.Complete(_encoded);
        return _encoded.WrittenMemory;
    }
}
