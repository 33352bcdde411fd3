namespace Mimi.Client;

/// <summary>How audio samples are coded (https://mimi.readme.io/docs/websocket-api).</summary>
public enum MimiAudioEncoding
{
    /// <summary>Raw signed 16-bit little-endian samples, the channels interleaved: <c>audio/x-pcm</c>.</summary>
    Pcm,

    /// <summary>A native FLAC stream of 16-bit samples, encoded by the caller: <c>audio/x-flac</c>. To have PCM encoded on the way, see <see cref="MimiSessionOptions.Encoding"/>.</summary>
    Flac,
}
