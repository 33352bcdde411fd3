namespace Mimi.Audio.Files;

/// <summary>Who reads a file.</summary>
internal enum ContainerKind
{
    Wav,
    Aiff,
    Flac,

    /// <summary>Known by name; ffmpeg reads it.</summary>
    Foreign,

    /// <summary>Not known at all; ffmpeg may know it.</summary>
    Unknown,

    Empty,
}
