namespace Mimi.Client;

/// <summary>How audio goes over the wire.</summary>
public enum MimiWireEncoding
{
    /// <summary>As the caller gives it.</summary>
    AsGiven,

    /// <summary>As FLAC, which the library makes of PCM on the way, without loss: about half the bytes of speech.</summary>
    Flac,
}
